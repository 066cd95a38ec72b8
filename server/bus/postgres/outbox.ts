// What is to be said by NOTIFY: while one statement is under way the next batch gathers, without a timer.
import { batchBytes, encode, toPayloads, type Encoded } from './payloads.ts';

/** What may wait, in bytes; beyond it the bus loses, and memory stays what it is. */
export const waitingLimit = 1_024 * 1_024;

export class Outbox {
  readonly #tag: string;
  readonly #notify: (payloads: readonly string[]) => Promise<unknown>;
  readonly #onFailure: (why: unknown) => void;
  readonly #waiting: Encoded[] = [];
  #waitingBytes = 0;
  #batch = 0;
  #state: 'idle' | 'under-way' | 'failed' = 'idle';
  #onDrained = (): void => {};

  /** Whose `notify` rejects is of no use any more. */
  constructor(
    tag: string,
    notify: (payloads: readonly string[]) => Promise<unknown>,
    onFailure: (why: unknown) => void,
  ) {
    this.#tag = tag;
    this.#notify = notify;
    this.#onFailure = onFailure;
  }

  get isFull(): boolean {
    return this.#waitingBytes >= waitingLimit;
  }

  /** False where it is too large to be said at all. */
  add(topic: string, text: string): boolean {
    const encoded = encode(topic, text);
    if (encoded.bytes > batchBytes) return false;
    this.#waiting.push(encoded);
    this.#waitingBytes += encoded.bytes;
    if (this.#state === 'idle') void this.#send();
    return true;
  }

  /** Says something that nobody hears but this node itself: what is said anyway does as well. */
  beat(): void {
    if (this.#state === 'idle') void this.#send();
  }

  async drained(): Promise<void> {
    if (this.#state !== 'idle') await new Promise<void>((resolve) => (this.#onDrained = resolve));
  }

  async #send(): Promise<void> {
    this.#state = 'under-way';
    try {
      do {
        // What is said in this turn of the loop goes together.
        await Promise.resolve();
        await this.#notify(toPayloads(this.#tag, ++this.#batch, this.#take()));
      } while (this.#waiting.length > 0);
      this.#state = 'idle';
      this.#onDrained();
    } catch (error) {
      this.#state = 'failed';
      this.#onFailure(error);
    }
  }

  #take(): readonly Encoded[] {
    let bytes = 0;
    // One for the comma.
    const tooFar = this.#waiting.findIndex((encoded) => (bytes += encoded.bytes + 1) > batchBytes);
    const taken = this.#waiting.splice(0, tooFar < 0 ? this.#waiting.length : Math.max(1, tooFar));
    for (const encoded of taken) this.#waitingBytes -= encoded.bytes;
    return taken;
  }
}
