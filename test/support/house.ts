// A server without sockets: real rooms over a log in memory, on a clock that runs by hand.
import type { ClientMessage } from '../../protocol/client-messages.ts';
import type { Entry } from '../../protocol/server-messages.ts';
import { Connection } from '../../server/connection/connection.ts';
import type { Dialect } from '../../server/connection/dialect.ts';
import { dialectV1 } from '../../server/connection/dialect-v1.ts';
import type { Services } from '../../server/connection/services.ts';
import { Guests } from '../../server/identity/guests.ts';
import { Members, type MemberSettings } from '../../server/identity/members.ts';
import { ReservedNames } from '../../server/identity/reserved-names.ts';
import { TokenBuckets, type Rate } from '../../server/moderation/token-buckets.ts';
import { Rooms } from '../../server/room/rooms.ts';
import { FakeTransport } from './fake-transport.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryLog } from './memory-log.ts';
import { createRecorder } from './recorder.ts';
import { settled } from './settled.ts';

export interface HouseOptions {
  readonly posts?: Rate;
  readonly postsByAddress?: Rate;
  readonly frames?: Rate;
  /** Without them nobody can be signed in. */
  readonly members?: MemberSettings;
  readonly reservedNames?: readonly string[];
}

const plenty: Rate = { burst: 100_000, perSecond: 100_000 };

export class House {
  readonly log = new MemoryLog();
  readonly clock = new ManualClock();
  readonly telemetry = createRecorder();
  readonly rooms: Rooms;
  readonly services: Services;

  constructor({
    posts = plenty,
    postsByAddress = plenty,
    frames = plenty,
    members,
    reservedNames = [],
  }: HouseOptions = {}) {
    const { clock, telemetry } = this;
    this.rooms = new Rooms(this.log, clock, (error) => telemetry.failed('append', error));
    this.services = {
      rooms: this.rooms,
      guests: new Guests(Buffer.from('a secret of thirty-two characters')),
      members: new Members(members, clock),
      reservedNames: new ReservedNames(reservedNames),
      rates: {
        byParticipant: new TokenBuckets(posts, clock),
        byAddress: new TokenBuckets(postsByAddress, clock),
      },
      frameRate: frames,
      clock,
      telemetry,
    };
  }

  /** Somebody at the door, who has said nothing yet. */
  knock(dialect: Dialect = dialectV1, roomName = 'lobby', addressKey = '192.0.2.1'): Guest {
    const transport = new FakeTransport();
    const connection = new Connection(transport, dialect, { roomName, addressKey }, this.services);
    return {
      connection,
      transport,
      say: (...messages) => {
        for (const message of messages) connection.receive(JSON.stringify(message));
      },
    };
  }

  /** Somebody who was welcomed. */
  async guest(name = 'Ann', hello: object = {}, addressKey?: string): Promise<Guest> {
    const guest = this.knock(dialectV1, 'lobby', addressKey);
    guest.say({ type: 'hello', name, ...hello });
    await this.settle();
    return guest;
  }

  /** Everything under way comes to its end, and what it had to say is written. */
  async settle(): Promise<void> {
    await settled();
    this.clock.turn();
  }
}

export interface Guest {
  readonly connection: Connection;
  readonly transport: FakeTransport;
  say(...messages: (ClientMessage | Record<string, unknown>)[]): void;
}

/** What entries say; undefined for those that say nothing. */
export function textsOf(entries: readonly Entry[]): (string | undefined)[] {
  return entries.map((entry) => ('text' in entry ? entry.text : undefined));
}

export function post(text: string, draftId = `draft-${text.replace(/[^A-Za-z0-9_-]/g, '-')}`) {
  return { type: 'post', draftId, text };
}
