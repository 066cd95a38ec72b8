// Questions to owners' hooks that are under way, and what waits behind them: what one person does in a room
// keeps its order, and nobody waits for anybody else.
import type { Participant } from '../../../protocol/server-messages.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Refusal } from '../refusal.ts';
import type { Saying } from '../saying.ts';
import type { Verdict } from '../verdict.ts';
import type { Hook } from './hook.ts';
import type { HookCaller } from './hook-caller.ts';
import { heed, question, type Passed } from './opinion.ts';

/** Most questions under way, in all and of one room, and most that wait behind one another for one person. */
export const mostQuestions = 512;
export const mostQuestionsOfRoom = 64;
export const mostTurns = 32;

const busy: Refusal = {
  code: 'busy',
  sentence: 'The chat is very busy. This one is tried again in a moment.',
  retryAfterMs: 1_000,
};

const unchecked: Refusal = {
  code: 'unchecked',
  sentence: 'This could not be checked just now. Try again in a moment.',
  retryAfterMs: 5_000,
};

/** What one person waits for in one room: `last` never rejects. */
interface Turns {
  readonly last: Promise<unknown>;
  readonly count: number;
}

export interface InquiryServices {
  readonly caller: Pick<HookCaller, 'ask' | 'close'>;
  readonly telemetry: Pick<Telemetry, 'failed' | 'advised'>;
}

export class Inquiries {
  readonly #services: InquiryServices;
  readonly #turns = new Map<string, Turns>();
  readonly #byRoom = new Map<string, number>();
  #questions = 0;
  /** Hooks that did not answer when they were asked last: once is enough to tell. */
  readonly #silent = new Set<Hook>();

  constructor(services: InquiryServices) {
    this.#services = services;
  }

  /** Undefined where there is nothing to wait for. The promise never rejects. */
  inTurn(passed: Passed, by: Participant, room: string, hook: Hook): Promise<Verdict> | undefined {
    const key = `${room} ${by.id}`;
    const before = this.#turns.get(key);
    const { act } = passed;
    if (!before && !('text' in act)) return undefined;
    if ((before?.count ?? 0) >= mostTurns) return Promise.resolve({ verdict: 'refuse', refusal: busy });
    // All are asked at once, and each is heeded when those before it were.
    const answer =
      'text' in act ? this.#answer({ ...passed, act }, by, room, hook) : Promise.resolve<Verdict>(passed);
    const turn = Promise.resolve(before?.last).then(() => answer);
    this.#turns.set(key, { last: turn, count: (before?.count ?? 0) + 1 });
    void turn.finally(() => this.#leave(key));
    return turn;
  }

  /** Resolves when nothing is under way any more: it has to stop coming in. */
  async finish(): Promise<void> {
    while (this.#turns.size > 0) await Promise.all(Array.from(this.#turns.values(), ({ last }) => last));
    this.#services.caller.close();
  }

  #leave(key: string): void {
    const { last, count } = this.#turns.get(key)!;
    if (count === 1) this.#turns.delete(key);
    else this.#turns.set(key, { last, count: count - 1 });
  }

  async #answer(
    passed: Passed & { readonly act: Saying },
    by: Participant,
    room: string,
    hook: Hook,
  ): Promise<Verdict> {
    const ofRoom = this.#byRoom.get(room) ?? 0;
    if (this.#questions >= mostQuestions || ofRoom >= mostQuestionsOfRoom)
      return { verdict: 'refuse', refusal: busy };
    this.#questions++;
    this.#byRoom.set(room, ofRoom + 1);
    try {
      const verdict = heed(passed, await this.#services.caller.ask(hook, question(room, by, passed.act)));
      if (this.#silent.delete(hook)) this.#services.telemetry.advised('The hook answers again.');
      return verdict;
    } catch (error) {
      if (!this.#silent.has(hook)) this.#services.telemetry.failed('The hook failed', error);
      this.#silent.add(hook);
      return hook.onFailure === 'open' ? passed : { verdict: 'refuse', refusal: unchecked };
    } finally {
      this.#questions--;
      const left = this.#byRoom.get(room)! - 1;
      if (left > 0) this.#byRoom.set(room, left);
      else this.#byRoom.delete(room);
    }
  }
}
