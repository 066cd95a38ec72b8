// Puts together what stands between an act and the log.
import type { Clock } from '../clock.ts';
import type { Rooms } from '../room/rooms.ts';
import { HeldQueue } from './held-queue.ts';
import { Moderator } from './moderator.ts';
import type { LiveSettings } from './live-settings.ts';
import { createNetworkHash, type HashNetwork } from './networks.ts';
import { createPlaces, type PlaceOf, type PlaceSettings } from './place.ts';
import { Comings } from './shield/comings.ts';
import { Proofs } from './shield/proofs.ts';
import { Shields } from './shield/shields.ts';
import { createRates, type Rates } from './rates.ts';
import type { Standings } from './standings.ts';
import type { Rate } from './token-buckets.ts';
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
  readonly moderator: Moderator;
}

export interface ModerationOptions {
  readonly settings: PlaceSettings;
  /** What was set since then. */
  readonly live?: LiveSettings;
  /** As what networks are kept in memory. */
  readonly disguise?: (network: string) => string;
  /** How often one participant may act. */
  readonly rate: Rate;
  /** The server’s own: networks are hashed under it. */
  readonly secret: Uint8Array;
  readonly rooms: Rooms;
  readonly standings: Standings;
  readonly clock: Pick<Clock, 'now' | 'time' | 'after'>;
  /** Something that was done by itself could not be stored. */
  readonly onFailure: (error: unknown) => void;
}

export function createModeration(options: ModerationOptions): Moderation {
  const { settings, live, disguise, rate, secret, rooms, standings, clock, onFailure } = options;
  const places = createPlaces(settings, live);
  const whereabouts = new Whereabouts();
  const comings = new Comings(clock);
  const proofs = new Proofs(secret, clock);
  const shields = new Shields({ places, proofs, rooms, standings, clock, onFailure });
  const held = new HeldQueue(rooms, standings, clock);
  return {
    places,
    rates: createRates(rate, clock, disguise),
    hashNetwork: createNetworkHash(secret),
    whereabouts,
    comings,
    proofs,
    shields,
    held,
    moderator: new Moderator({ rooms, standings, held, whereabouts, comings, shields, clock }),
  };
}
