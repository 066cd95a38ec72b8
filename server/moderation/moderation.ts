// Puts together what stands between an act and the log.
import type { Clock } from '../clock.ts';
import type { Rooms } from '../room/rooms.ts';
import { HeldQueue } from './held-queue.ts';
import { Moderator } from './moderator.ts';
import type { LiveSettings } from './live-settings.ts';
import { createNetworkHash, type HashNetwork } from './networks.ts';
import { createPlaces, type PlaceOf, type PlaceSettings } from './place.ts';
import { createRates, type Rates } from './rates.ts';
import { Reports } from './reports.ts';
import type { Standings } from './standings.ts';
import type { Rate } from './token-buckets.ts';
import { Whereabouts } from './whereabouts.ts';

export interface Moderation {
  readonly places: PlaceOf;
  readonly rates: Rates;
  readonly hashNetwork: HashNetwork;
  readonly whereabouts: Whereabouts;
  readonly held: HeldQueue;
  readonly reports: Reports;
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
  readonly clock: Pick<Clock, 'now' | 'time'>;
}

export function createModeration(options: ModerationOptions): Moderation {
  const { settings, live, disguise, rate, secret, rooms, standings, clock } = options;
  const whereabouts = new Whereabouts();
  const held = new HeldQueue(rooms, standings, clock);
  const rates = createRates(rate, clock, disguise);
  const reports = new Reports(standings, rates, clock);
  return {
    places: createPlaces(settings, live),
    rates,
    hashNetwork: createNetworkHash(secret),
    whereabouts,
    held,
    reports,
    moderator: new Moderator({ rooms, standings, held, reports, whereabouts, clock }),
  };
}
