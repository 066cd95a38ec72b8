// The metrics of all workers, as the primary tells them: their sum, in which those live on who have ended.
import { Gauge, Registry } from 'prom-client';
import { kept, sumOf, textOf, type MetricsRecord } from '../telemetry/metrics/metrics-sum.ts';
import { measureProcess } from '../telemetry/metrics/process-metrics.ts';
import type { Clock } from '../clock.ts';
import type { PrimarysEnd } from './messages.ts';

/** Who does not answer within this time counts with what was last heard; Prometheus itself waits for ten seconds. */
const patienceMs = 2_000;

interface Line {
  /** What was last heard of it. */
  record: MetricsRecord;
  /** Questions that are not answered, by their ids. */
  readonly asked: Map<number, (record: MetricsRecord | undefined) => void>;
}

export class WorkersMetrics {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #lines = new Map<PrimarysEnd, Line>();
  readonly #own = new Registry();
  readonly #workers: Gauge<'state'>;
  #former: MetricsRecord = [];
  #lastId = 0;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
    measureProcess(this.#own);
    this.#workers = new Gauge({
      name: 'ws_chat_workers',
      help: 'Workers, by whether they answered when they were asked for their metrics.',
      labelNames: ['state'],
      registers: [this.#own],
    });
  }

  /** Until the channel ends. */
  serve(channel: PrimarysEnd): void {
    const line: Line = { record: [], asked: new Map() };
    this.#lines.set(channel, line);
    channel.hear((said) => {
      if (said.type !== 'measured') return;
      line.record = said.record;
      line.asked.get(said.id)?.(said.record);
    });
    channel.onEnd(() => {
      this.#lines.delete(channel);
      this.#former = sumOf([this.#former, kept(line.record)]);
      for (const answer of line.asked.values()) answer(undefined);
    });
  }

  async text(): Promise<string> {
    const answers = await Promise.all([...this.#lines].map(([channel, line]) => this.#ask(channel, line)));
    const answering = answers.filter((isAnswered) => isAnswered).length;
    this.#workers.set({ state: 'answers' }, answering);
    this.#workers.set({ state: 'silent' }, answers.length - answering);
    const own = await this.#own.getMetricsAsJSON();
    // In one breath: who ends now is in the sum once.
    return textOf([own, this.#former, ...Array.from(this.#lines.values(), ({ record }) => record)]);
  }

  /** Resolves with whether it answered in time. */
  #ask(channel: PrimarysEnd, line: Line): Promise<boolean> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const end = (isAnswered: boolean) => {
        line.asked.delete(id);
        stopTimer();
        resolve(isAnswered);
      };
      const stopTimer = this.#clock.after(patienceMs, () => end(false));
      line.asked.set(id, (record) => end(record !== undefined));
      channel.send({ type: 'measure', id });
    });
  }
}
