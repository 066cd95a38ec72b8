// A server without sockets: real rooms over a log in memory, on a clock that runs by hand.
import type { ClientMessage } from '../../protocol/client-messages.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Entry, Role } from '../../protocol/server-messages.ts';
import type { Bus } from '../../server/bus/bus.ts';
import { Connection } from '../../server/connection/connection.ts';
import type { Dialect } from '../../server/connection/dialect.ts';
import { dialectV1 } from '../../server/connection/dialect-v1.ts';
import type { Services } from '../../server/connection/services.ts';
import { Traffic } from '../../server/connection/traffic.ts';
import { Guests } from '../../server/identity/guests.ts';
import { Members, type MemberSettings, type OwnSignIn } from '../../server/identity/members.ts';
import { ReservedNames } from '../../server/identity/reserved-names.ts';
import { DailyKey } from '../../server/moderation/daily-key.ts';
import { createModeration } from '../../server/moderation/moderation.ts';
import type { LiveSettings } from '../../server/moderation/live-settings.ts';
import { createPlaces, type PlaceSettings } from '../../server/moderation/place.ts';
import { Standings } from '../../server/moderation/standings.ts';
import { TokenBuckets, type Rate } from '../../server/moderation/token-buckets.ts';
import { Nodes } from '../../server/nodes/nodes.ts';
import { Rooms } from '../../server/room/rooms.ts';
import { FakeTransport } from './fake-transport.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryLog } from './memory-log.ts';
import { MemoryStanding } from './memory-standing.ts';
import { createRecorder } from './recorder.ts';
import { settled } from './settled.ts';
import { SharedMemoryLog } from './shared-memory-log.ts';

export interface HouseOptions {
  readonly posts?: Rate;
  readonly postsByAddress?: Rate;
  readonly frames?: Rate;
  /** What its owner laid down, as the configuration has it. */
  readonly settings?: Partial<PlaceSettings>;
  /** Without them nobody can be signed in. */
  readonly members?: MemberSettings;
  /** Those whom the chat itself signs in. */
  readonly own?: OwnSignIn;
  /** What was set since the start. */
  readonly live?: LiveSettings;
  readonly reservedNames?: readonly string[];
  /** The way to other houses over the same log, which are nodes then. */
  readonly bus?: Bus;
}

const secret = Buffer.from('a secret of thirty-two characters');

let nodesMade = 0;

const plenty: Rate = { burst: 100_000, perSecond: 100_000 };

export class House {
  readonly log: MemoryLog;
  readonly standing: MemoryStanding;
  readonly clock = new ManualClock();
  readonly telemetry = createRecorder();
  readonly rooms: Rooms;
  readonly services: Services;
  readonly nodes: Nodes | undefined;
  /** How often everything was started anew because of what other nodes did. */
  resets = 0;
  readonly #connections: Connection[] = [];
  readonly #people = new Cast(secret);

  /** Empty, or with all that a former one kept, as a server that is started again. */
  constructor(
    {
      posts = plenty,
      postsByAddress = plenty,
      frames = plenty,
      settings = {},
      members,
      own,
      live,
      reservedNames = [],
      bus,
    }: HouseOptions = {},
    former?: House,
  ) {
    this.log = former?.log ?? (bus ? new SharedMemoryLog() : new MemoryLog());
    this.standing = former?.standing ?? new MemoryStanding();
    this.log.onNoted = (room, line) => this.standing.note(room, line);
    const { clock, telemetry } = this;
    const onFailure = (error: unknown) => telemetry.failed('append', error);
    if (bus && this.log instanceof SharedMemoryLog) {
      const { log } = this;
      log.standingOf = (room) => this.standing.versions.get(room) ?? 0;
      this.nodes = new Nodes({ node: `node-${++nodesMade}`, bus, log, clock, onFailure });
    }
    const standings = new Standings(this.standing, clock, (room) => this.nodes?.standingChanged(room));
    this.rooms = new Rooms(this.log, standings, clock, onFailure, this.nodes);
    const moderation = createModeration({
      places: createPlaces(
        { permissions: {}, rules: {}, shield: { auto: false }, rooms: [], ...settings },
        live,
      ),
      disguise: new DailyKey(clock).hash,
      rate: posts,
      secret,
      rooms: this.rooms,
      standings,
      clock,
      telemetry,
      onFailure: (error) => telemetry.failed('change', error),
    });
    const byAddress = new TokenBuckets(postsByAddress, clock);
    this.services = {
      ...moderation,
      rates: { ...moderation.rates, byAddress, byWiderNetwork: new TokenBuckets(plenty, clock) },
      rooms: this.rooms,
      guests: this.#people,
      members: new Members(members, clock, own),
      reservedNames: new ReservedNames(reservedNames),
      frameRate: frames,
      clock,
      telemetry,
      traffic: new Traffic(),
    };
    this.services.rates.byParticipant.watch((key, cost) => this.nodes?.spent(key, cost));
    const startAnew = () => {
      this.resets++;
      this.rooms.startAnew();
      for (const connection of this.#connections) connection.close(closeCodes.reset, '');
    };
    void this.nodes?.join({
      rooms: this.rooms,
      renewStanding: ({ name, standing }) =>
        void standings.renew(name, standing).then(() => this.rooms.loaded(name)?.reconsiderHere()),
      renewKeeping() {},
      startAnew,
      forget: startAnew,
      spent: (costs) => this.services.rates.byParticipant.spend(costs),
      said() {},
    });
  }

  /** Somebody at the door, who has said nothing yet. */
  knock(dialect: Dialect = dialectV1, roomName = 'lobby', addressKey = '192.0.2.1'): Guest {
    const transport = new FakeTransport();
    const connection = new Connection(transport, dialect, { roomName, addressKey }, this.services);
    this.#connections.push(connection);
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

  /** Somebody of this role who was welcomed. */
  person(role: Role, name: string, hello: object = {}, addressKey?: string): Promise<Guest> {
    this.#people.roles.set(name, role);
    return this.guest(name, hello, addressKey);
  }

  /** Everything under way comes to its end, and what it had to say is written. */
  async settle(): Promise<void> {
    await settled();
    this.clock.turn();
  }
}

/** Guests, of whom some are called to a higher role by the name they come under. */
class Cast extends Guests {
  readonly roles = new Map<string, Role>();

  override admit(token?: string, name?: string): ReturnType<Guests['admit']> {
    const guest = super.admit(token, name);
    const role = this.roles.get(guest.participant.name) ?? 'guest';
    return { ...guest, participant: { ...guest.participant, role } };
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
