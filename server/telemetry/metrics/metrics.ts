// What the server counts of itself, for Prometheus. What happens is told by telemetry; what hot paths count, and how
// things stand, is read in the objects when somebody asks. No label can grow: no rooms, no people, no addresses.
import { Histogram, Registry } from 'prom-client';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { denialCodes } from '../../../protocol/denials.ts';
import { refusals, type RefusalCode } from '../../../protocol/refusals.ts';
import type { Rooms } from '../../room/rooms.ts';
import type { Telemetry, WelcomeSource } from '../telemetry.ts';
import { counted, countedByCode, readCounter, readCounters, readGauge, readGauges } from './instruments.ts';
import { textOf, type MetricsRecord } from './metrics-sum.ts';
import { measureProcess } from './process-metrics.ts';

/** Where it is read how things stand. */
export interface Watched {
  readonly connections: { readonly byStage: Readonly<Record<string, number>> };
  readonly rooms: Pick<Rooms, 'allLoaded' | 'holesFilled' | 'waiting' | 'watchCommits'>;
  readonly traffic: Readonly<Record<'entries' | 'others' | 'writes' | 'bytes', number>>;
  readonly lag: { watch(watcher: (lateMs: number) => void): void };
  readonly isLogHealthy: () => boolean;
  /** Undefined where there is no bus. */
  readonly isBusHealthy: (() => boolean) | undefined;
}

/** Those of RFC 6455 that a socket ends with, beside our own. */
const closes = new Set([1000, 1001, 1002, 1005, 1006, 1007, 1008, 1009, 1011, ...Object.values(closeCodes)]);

/** Who connects may close with any code they like. */
function closeLabel(code: number): string {
  return closes.has(code) ? String(code) : 'other';
}

const sources: Record<WelcomeSource, true> = {
  ...{ ring: true, log: true, fresh: true },
  ...{ epoch: true, ahead: true, fork: true, 'too-far': true },
};

const draftBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const secondBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export class Metrics {
  readonly #registry = new Registry();
  readonly #posted = counted(this.#named('ws_chat_posts_total', 'Messages and polls that were taken.'));
  readonly #refused = countedByCode(
    this.#named('ws_chat_refusals_total', 'What participants wanted and were refused, by its code.'),
    'code',
    Object.keys(refusals) as RefusalCode[],
  );
  readonly #denied = countedByCode(
    this.#named('ws_chat_denials_total', 'Upgrades that were answered with a status instead, by its code.'),
    'code',
    denialCodes,
  );
  readonly #welcomed = countedByCode(
    this.#named('ws_chat_welcomes_total', 'Connections that came into a room, by where they went on from.'),
    'source',
    Object.keys(sources) as WelcomeSource[],
  );
  readonly #closed = countedByCode(
    this.#named('ws_chat_closes_total', 'Connections that ended, by their close code.'),
    'code',
    [...Array.from(closes, String), 'other'],
  );
  readonly #logFailed = counted(
    this.#named('ws_chat_log_failures_total', 'Times that the log did not do what it was asked to.'),
  );
  readonly #failed = counted(
    this.#named('ws_chat_failures_total', 'All that went wrong on our side, each with a line in the log.'),
  );
  readonly #commitDrafts = this.#histogram('ws_chat_commit_drafts', 'Drafts in one commit.', draftBuckets);
  readonly #commitSeconds = this.#histogram(
    'ws_chat_commit_seconds',
    'How long a commit took, in seconds.',
    secondBuckets,
  );
  readonly #lag = this.#histogram(
    'ws_chat_loop_lag_seconds',
    'How late the event loop was in each second, at its 99th percentile.',
    secondBuckets,
  );

  constructor() {
    measureProcess(this.#registry);
  }

  /** Tells what it is told, and counts it. */
  counting(telemetry: Telemetry): Telemetry {
    return {
      ...telemetry,
      connected: (visit, source) => {
        this.#welcomed(source);
        telemetry.connected(visit, source);
      },
      posted: (visit, seq, text) => {
        this.#posted();
        telemetry.posted(visit, seq, text);
      },
      refused: (visit, code) => {
        this.#refused(code);
        telemetry.refused(visit, code);
      },
      left: (visit, code) => {
        this.#closed(closeLabel(code));
        telemetry.left(visit, code);
      },
      endedEarly: (code) => {
        this.#closed(closeLabel(code));
        telemetry.endedEarly(code);
      },
      denied: (denial, room, origin) => {
        this.#denied(denial.code);
        telemetry.denied(denial, room, origin);
      },
      failed: (what, error) => {
        this.#failed();
        telemetry.failed(what, error);
      },
    };
  }

  logFailed(): void {
    this.#logFailed();
  }

  /** Once, when the house stands. */
  watch({ connections, rooms, traffic, lag, isLogHealthy, isBusHealthy }: Watched): void {
    const named = (name: string, help: string) => this.#named(name, help);
    readGauges(
      named('ws_chat_connections', 'Connections that are open, by how far they came.'),
      'state',
      () => connections.byStage,
    );
    readGauge(named('ws_chat_rooms', 'Rooms in memory.'), () => rooms.allLoaded.length);
    readGauge(named('ws_chat_participants', 'Participants, each once in each room that they are in.'), () =>
      rooms.allLoaded.reduce((sum, { population }) => sum + population, 0),
    );
    readCounters(
      named('ws_chat_deliveries_total', 'What was written to connections, each as often as it was written.'),
      'what',
      () => ({ entry: traffic.entries, other: traffic.others }),
    );
    readCounter(named('ws_chat_writes_total', 'Writes in which that went out.'), () => traffic.writes);
    readCounter(named('ws_chat_written_bytes_total', 'Bytes of these writes.'), () => traffic.bytes);
    readGauge(named('ws_chat_commit_queue', 'Drafts that wait for the log.'), () => rooms.waiting);
    readCounter(
      named('ws_chat_holes_total', 'Reads of the log for entries that a room had not heard of.'),
      () => rooms.holesFilled,
    );
    readGauge(named('ws_chat_log_up', '1 while the log works.'), () => Number(isLogHealthy()), 'min');
    if (isBusHealthy)
      readGauge(named('ws_chat_bus_up', '1 while the bus works.'), () => Number(isBusHealthy()), 'min');
    rooms.watchCommits((drafts, ms) => {
      this.#commitDrafts.observe(drafts);
      this.#commitSeconds.observe(ms / 1e3);
    });
    lag.watch((ms) => this.#lag.observe(Math.max(0, ms) / 1e3));
  }

  /** Everything with its present values. */
  read(): Promise<MetricsRecord> {
    return this.#registry.getMetricsAsJSON();
  }

  async text(): Promise<string> {
    return textOf([await this.read()]);
  }

  #named(name: string, help: string) {
    return { registry: this.#registry, name, help };
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.#registry] });
  }
}
