// Puts together what stands between an act and the log.
import type { Clock } from '../clock.ts';
import type { Rooms } from '../room/rooms.ts';
import { HeldQueue } from './held-queue.ts';
import { Moderator } from './moderator.ts';
import { createNetworkHash, type HashNetwork } from './networks.ts';
import { HookCaller } from './hook/hook-caller.ts';
import { Inquiries } from './hook/inquiries.ts';
import type { PlaceOf } from './place.ts';
import { Comings } from './shield/comings.ts';
import { Proofs } from './shield/proofs.ts';
import { Shields } from './shield/shields.ts';
import { createRates, type Rates } from './rates.ts';
import { Reports } from './reports.ts';
import type { Standings } from './standings.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Rate } from './token-buckets.ts';
import { Undoables } from './undoables.ts';
import { Whereabouts } from './whereabouts.ts';

export interface Moderation {
  readonly places: PlaceOf;
  readonly rates: Rates;
  readonly hashNetwork: HashNetwork;
  readonly whereabouts: Whereabouts;
  readonly comings: Comings;
  readonly proofs: Proofs;
  readonly shields: Shields;
  readonly held: HeldQueue;
  readonly reports: Reports;
  readonly inquiries: Inquiries;
  readonly undoables: Undoables;
  readonly moderator: Moderator;
}

export interface ModerationOptions {
  readonly places: PlaceOf;
  /** As what networks are kept in memory. */
  readonly disguise: (network: string) => string;
  /** How often one participant may act. */
  readonly rate: Rate;
  /** The server’s own: networks are hashed under it. */
  readonly secret: Uint8Array;
  readonly rooms: Rooms;
  readonly standings: Standings;
  readonly clock: Pick<Clock, 'now' | 'time' | 'after'>;
  readonly telemetry: Pick<Telemetry, 'failed' | 'advised' | 'posted'>;
  /** Something that was done by itself could not be stored. */
  readonly onFailure: (error: unknown) => void;
}

export function createModeration(options: ModerationOptions): Moderation {
  const { places, disguise, rate, secret, rooms, standings, clock, telemetry, onFailure } = options;
  const whereabouts = new Whereabouts();
  const comings = new Comings(clock);
  const proofs = new Proofs(secret, clock);
  const shields = new Shields({ places, proofs, rooms, standings, disguise, clock, onFailure });
  const held = new HeldQueue({ rooms, standings, clock, telemetry });
  const rates = createRates(rate, clock, disguise);
  const undoables = new Undoables(clock);
  const inquiries = new Inquiries({ caller: new HookCaller({ clock }), telemetry });
  const reports = new Reports(standings, rates, clock);
  return {
    places,
    rates,
    hashNetwork: createNetworkHash(secret),
    whereabouts,
    comings,
    proofs,
    shields,
    held,
    reports,
    inquiries,
    undoables,
    moderator: new Moderator({
      rooms,
      standings,
      held,
      reports,
      undoables,
      whereabouts,
      comings,
      shields,
      clock,
    }),
  };
}
