// Answers what workers ask of the log that this process holds, and tells all of them when it is in another epoch.
import { LogUnavailable } from '../log/log.ts';
import type { HostedLog, LogAsked, LogSaid, PrimarysEnd, Problem } from './messages.ts';

export class LogHost {
  readonly #log: HostedLog;
  readonly #channels = new Set<PrimarysEnd>();
  #epoch: string;

  constructor(log: HostedLog) {
    this.#log = log;
    this.#epoch = log.epoch;
  }

  get epoch(): string {
    this.#noticeEpoch();
    return this.#epoch;
  }

  /** Until the channel ends. */
  serve(channel: PrimarysEnd): void {
    this.#channels.add(channel);
    channel.onEnd(() => this.#channels.delete(channel));
    channel.hear((said) => {
      if (said.type === 'ask') void this.#answer(channel, said);
    });
  }

  async #answer(channel: PrimarysEnd, asked: LogAsked): Promise<void> {
    const { id } = asked;
    let said: LogSaid;
    try {
      said = { type: 'answer', id, result: await this.#resultOf(channel, asked) };
    } catch (error) {
      said = { type: 'problem', id, problem: problemOf(error) };
    }
    // Also where it failed: an erasure may have come half of its way.
    this.#noticeEpoch();
    channel.send(said);
  }

  async #resultOf(channel: PrimarysEnd, { id, question, given }: LogAsked): Promise<unknown> {
    if (question === 'expire') {
      const [before, , except] = given as Parameters<HostedLog['expire']>;
      return this.#expire(channel, id, before, except);
    }
    const act = this.#log[question] as (...given: readonly unknown[]) => Promise<unknown>;
    return act.call(this.#log, ...given);
  }

  /** What is expired is told in parts, also where it then fails. */
  async #expire(
    channel: PrimarysEnd,
    id: number,
    before: number,
    except: ReadonlyMap<string, number> | undefined,
  ): Promise<void> {
    let gathered: [string, number][] = [];
    const tell = () => {
      if (gathered.length > 0) channel.send({ type: 'expired', id, rooms: gathered });
      gathered = [];
    };
    const gather = (room: string, seq: number) => {
      if (gathered.length === 0) queueMicrotask(tell);
      gathered.push([room, seq]);
    };
    try {
      await this.#log.expire(before, gather, except);
    } finally {
      tell();
    }
  }

  #noticeEpoch(): void {
    const { epoch } = this.#log;
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    for (const channel of this.#channels) channel.send({ type: 'epoch', epoch });
  }
}

function problemOf(error: unknown): Problem {
  return {
    message: error instanceof Error ? error.message : String(error),
    isWhole: error instanceof LogUnavailable,
  };
}
