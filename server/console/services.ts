// What the console’s routes stand on.
import type { Clock } from '../clock.ts';
import type { Staff } from '../identity/staff.ts';
import type { Archive } from '../log/archive.ts';
import type { KeepingStore } from '../log/keeping.ts';
import type { Log } from '../log/log.ts';
import type { LiveSettings } from '../moderation/live-settings.ts';
import type { HashNetwork } from '../moderation/networks.ts';
import type { PlaceOf, PlaceSettings } from '../moderation/place.ts';
import type { Standings } from '../moderation/standings.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Figures } from '../telemetry/figures.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

export interface ConsoleServices {
  readonly staff: Staff;
  readonly log: Pick<Log, 'read'> & Archive;
  readonly keeping: Pick<KeepingStore, 'changeKeeping'>;
  readonly rooms: Pick<Rooms, 'loaded' | 'reconsider'>;
  readonly standings: Pick<Standings, 'load'>;
  readonly places: PlaceOf;
  readonly live: LiveSettings;
  /** As the configuration has it. */
  readonly settings: PlaceSettings & { readonly retentionDays?: number | undefined };
  readonly figures: Figures;
  readonly webhooks: Pick<Webhooks, 'list' | 'letters' | 'sendAgain'>;
  readonly hashNetwork: HashNetwork;
  /** Empties all that a participant wrote; resolves with the number of entries. */
  readonly erase: (participant: string) => Promise<number>;
  /** The address under which visitors reach this server, without a slash at the end. */
  readonly address: () => string;
  /** As what networks are kept in memory. */
  readonly disguise: (network: string) => string;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'failed' | 'notSignedIn'>;
  readonly trustedProxies: number;
}
