// The server's process in the simulated world: the real core, put together as the house does it, over
// the world's disk and on the world's time. It can end well, or die where it stands.
import type { Denial } from '../../../protocol/server-messages.ts';
import { subprotocol } from '../../../protocol/version.ts';
import type { Clock } from '../../../server/clock.ts';
import { createJudge, type Judge } from '../../../server/connection/admission.ts';
import { Connection } from '../../../server/connection/connection.ts';
import { Connections } from '../../../server/connection/connections.ts';
import { dialectV1 } from '../../../server/connection/dialect-v1.ts';
import type { Services } from '../../../server/connection/services.ts';
import { Traffic } from '../../../server/connection/traffic.ts';
import type { Transport } from '../../../server/connection/transport.ts';
import { Guests } from '../../../server/identity/guests.ts';
import { Members } from '../../../server/identity/members.ts';
import { ReservedNames } from '../../../server/identity/reserved-names.ts';
import { createModeration } from '../../../server/moderation/moderation.ts';
import { createPlaces } from '../../../server/moderation/place.ts';
import { Standings } from '../../../server/moderation/standings.ts';
import type { Rate } from '../../../server/moderation/token-buckets.ts';
import { Rooms } from '../../../server/room/rooms.ts';
import type { Telemetry } from '../../../server/telemetry/telemetry.ts';
import { MemoryStanding } from '../../support/memory-standing.ts';
import type { Random } from './random.ts';
import type { Served } from './server-end.ts';
import type { VirtualDisk } from './virtual-disk.ts';
import { DiskTrouble, VirtualLog, type DiskMood } from './virtual-log.ts';
import { Timers, type VirtualTime } from './virtual-time.ts';

export interface ServerOptions {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly disk: VirtualDisk;
  readonly mood: DiskMood;
  readonly posts: Rate;
  readonly busyMs: number;
  readonly maxConnections: number;
  readonly wallTime: () => number;
  /** Something failed that the world did not mean to fail. */
  readonly onFault: (what: string, error: unknown) => void;
}

const secret = Buffer.from('a secret of thirty-two characters');
const spreadMs = 2_000;
const farewellMs = 3_000;

export class VirtualServer {
  readonly rooms: Rooms;
  readonly log: VirtualLog;
  readonly connections: Connections;
  readonly judge: Judge;
  readonly #services: Services;
  readonly #timers: Timers;
  readonly #failed: Telemetry['failed'];
  #errand: Promise<void> = Promise.resolve();

  constructor(options: ServerOptions) {
    const { time, random, disk, mood, posts, maxConnections, onFault } = options;
    this.#timers = new Timers(time);
    const clock = busyClock(time, this.#timers, options);
    const failed = (what: string, error: unknown) => {
      if (!(error instanceof DiskTrouble) && !isOfExpiry(error, disk)) onFault(what, error);
    };
    this.#failed = failed;
    this.log = new VirtualLog(disk, time, random, mood);
    const standings = new Standings(new MemoryStanding(), clock);
    this.rooms = new Rooms(this.log, standings, clock, (error) => failed('The log failed', error));
    this.connections = new Connections(clock);
    const settings = {
      rooms: [{ pattern: '*', admits: () => true }],
      defaultRoom: undefined,
      plainClients: false,
      maxConnections,
      maxConnectionsPerAddress: maxConnections,
    };
    this.judge = createJudge(() => settings, this.connections);
    this.#services = {
      ...createModeration({
        places: createPlaces({
          permissions: { poll: 'guest' },
          rules: {},
          shield: { auto: false },
          rooms: [],
        }),
        disguise: (network) => network,
        rate: posts,
        secret,
        rooms: this.rooms,
        standings,
        clock,
        telemetry: silentTelemetry(failed),
        onFailure: (error) => failed('The log failed', error),
      }),
      rooms: this.rooms,
      guests: new Guests(secret),
      members: new Members(undefined, clock),
      reservedNames: new ReservedNames([]),
      frameRate: { burst: 100 + posts.burst, perSecond: 20 + posts.perSecond },
      clock,
      telemetry: silentTelemetry(failed),
      traffic: new Traffic(),
    };
  }

  #expiries = 0;

  /** What would still happen by itself. */
  get timers(): number {
    return this.#timers.count;
  }

  denial(room: string, addressKey: string): Denial | undefined {
    const host = 'chat.example';
    const admission = this.judge({ room, origin: undefined, host, addressKey, protocols: [subprotocol] });
    return admission.admitted ? undefined : admission.denial;
  }

  serve(end: Transport, roomName: string, addressKey: string): Served {
    const connection = new Connection(end, dialectV1, { roomName, addressKey }, this.#services);
    this.connections.add(connection);
    return {
      receive: (text) => connection.receive(text),
      drained: () => connection.flush(),
      closed: (code) => {
        connection.closed(code);
        this.connections.remove(connection);
      },
    };
  }

  /** As every hour, where an owner keeps messages for some time. */
  expire(before: number): void {
    this.#expiries++;
    this.rooms
      .expire(before)
      .catch((error: unknown) => this.#failed('Old messages could not be deleted', error))
      .finally(() => this.#expiries--);
  }

  /** Whether the rooms have not all heard of it yet. */
  get isExpiring(): boolean {
    return this.#expiries > 0;
  }

  /** As by the owner's command, whom `done` tells that it was carried out. */
  erase(participant: string, done: () => void): void {
    // The commands are the first to go when it stops.
    if (!this.connections.open) return;
    this.#errand = this.log
      .erase(participant)
      .finally(() => {
        this.rooms.startAnew();
        this.connections.resetAll();
      })
      .then(done, (error: unknown) => this.#failed('Erasing somebody failed', error));
  }

  /** Ends as a stopped process does; resolves when it may be started again. */
  async stop(): Promise<void> {
    this.connections.shut();
    await this.#errand;
    await this.rooms.finish();
    await this.connections.dismissAll(spreadMs, farewellMs);
    this.rooms.close();
    await this.log.close();
  }

  /** `kill -9`, or a power cut. */
  die(): void {
    this.#timers.stopAll();
    this.log.die();
  }
}

/** What was expired before its room had heard of it is looked for in vain, once, until the room hears of that. */
function isOfExpiry(error: unknown, disk: VirtualDisk): boolean {
  const hasExpired = [...disk.rooms.keys()].some((room) => disk.mostExpired(room) > 0);
  return hasExpired && error instanceof Error && error.message.startsWith('The log lacks entries');
}

function silentTelemetry(failed: Telemetry['failed']): Telemetry {
  const nothing = () => {};
  return {
    connected: nothing,
    posted: nothing,
    refused: nothing,
    left: nothing,
    endedEarly: nothing,
    denied: nothing,
    notSignedIn: nothing,
    advised: nothing,
    failed,
  };
}

/** What the server does takes time: its clock moves on while it works. */
function busyClock(time: VirtualTime, timers: Timers, { busyMs, wallTime }: ServerOptions): Clock {
  let seenMs = 0;
  return {
    now: () => (seenMs = Math.max(time.now, seenMs + busyMs)),
    time: wallTime,
    after: (ms, run) => timers.after(ms + Math.max(0, seenMs - time.now), run),
    soon: (run) => void timers.after(0, run),
  };
}
