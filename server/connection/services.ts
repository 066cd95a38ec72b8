// What every connection of the process shares.
import type { Clock } from '../clock.ts';
import type { Guests } from '../identity/guests.ts';
import type { Members } from '../identity/members.ts';
import type { ReservedNames } from '../identity/reserved-names.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Rate } from '../moderation/token-buckets.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Traffic } from './traffic.ts';

export interface Services extends Moderation {
  readonly rooms: Rooms;
  readonly guests: Guests;
  readonly members: Members;
  readonly reservedNames: ReservedNames;
  /** Frames of any kind, of one connection. */
  readonly frameRate: Rate;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly traffic: Traffic;
}
