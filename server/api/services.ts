// What the REST API’s routes stand on: what connections share, and what is looked up over rooms.
import type { Config } from '../config/settings.ts';
import type { Services } from '../connection/services.ts';
import type { Archive } from '../log/archive.ts';
import type { KeepingStore } from '../log/keeping.ts';
import type { Log } from '../log/log.ts';
import type { Standings } from '../moderation/standings.ts';
import type { KeyRing } from './key-ring.ts';

export interface ApiServices extends Services {
  readonly log: Pick<Log, 'read'> & Archive;
  readonly keeping: Pick<KeepingStore, 'changeKeeping'>;
  readonly standings: Pick<Standings, 'load'>;
  readonly keys: Pick<KeyRing, 'find'>;
  readonly settings: Pick<Config, 'rooms'>;
  /** The address under which visitors reach this server, without a slash at the end. */
  readonly address: () => string;
  /** As what networks are kept in memory. */
  readonly disguise: (network: string) => string;
  readonly trustedProxies: number;
}
