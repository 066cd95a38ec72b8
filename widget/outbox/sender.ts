// Sends what is in the outbox, one draft at a time, and keeps it through a reload.
import type { Act, Prove } from '../../protocol/client-messages.ts';
import type { Challenge, Refused } from '../../protocol/server-messages.ts';
import type { DraftKeep } from './draft-keep.ts';
import { fromText, toText } from './kept-drafts.ts';
import {
  emptyOutbox,
  isFull,
  nextDraft,
  reduceOutbox,
  type Deed,
  type Draft,
  type Outbox,
  type OutboxEvent,
  type Present,
} from './outbox.ts';

export interface SenderOptions {
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (message: Act | Prove) => boolean;
  readonly present: () => Present;
  /** The number that a challenge asks for; undefined where none fits. */
  readonly work: Work | undefined;
  readonly onChange: (outbox: Outbox) => void;
  readonly keep: DraftKeep;
  readonly uniqueId: () => string;
  readonly time: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

export type Work = (challenge: Challenge) => Promise<number | undefined>;

/** A draft that may go within this time waits; one that must wait longer is handed back. */
const patienceMs = 10_000;

export class Sender {
  readonly #options: SenderOptions;
  #outbox = emptyOutbox;
  /** What was kept last; undefined while that is not known. */
  #written: string | undefined;
  #isAtWork = false;
  #stopDelay = () => {};
  /** The draft that work is or was done for, until it is answered otherwise or the link goes. */
  #worked: { readonly draftId: string } | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Brings back what an earlier page of this tab left. */
  start(): void {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    this.#written = undefined;
    const left = this.#options.keep.take();
    this.take({ type: 'restored', drafts: left.flatMap(fromText) });
    this.#keep();
  }

  close(): void {
    this.#isAtWork = false;
    this.#stopDelay();
    this.#worked = undefined;
    this.#options.keep.release();
  }

  /** Returns the draft's id; undefined, and nothing is taken, where too many wait already. */
  add(deed: Deed): string | undefined {
    // What is written before there is a connection is kept as well.
    this.start();
    if (isFull(this.#outbox.drafts)) return undefined;
    const { uniqueId, time, present } = this.#options;
    const draftId = uniqueId();
    this.take({ type: 'drafted', draft: { draftId, deed, at: time(), author: present().me } });
    return draftId;
  }

  /** Returns what it was, so that it can be written anew. */
  discard(draftId: string): Draft | undefined {
    const draft = this.#outbox.drafts.find((other) => other.draftId === draftId);
    this.take({ type: 'discarded', draftId });
    return draft;
  }

  /** What can go a little later goes by itself, ahead of what was written after it; returns whether it will. */
  refused(message: Refused): boolean {
    const { draftId, kind, sentence, challenge, retryAfterMs } = message;
    // Asked once more for the same draft, it would be asked for ever.
    if (challenge && this.#options.work && this.#worked?.draftId !== draftId) {
      void this.#work(challenge, this.#options.work, message);
      return true;
    }
    this.#worked = undefined;
    if (kind !== 'retry' || !(retryAfterMs! <= patienceMs)) {
      this.take(retryAfterMs ? { ...message, until: this.#options.time() + retryAfterMs } : message);
      return false;
    }
    this.take({ type: 'delayed', draftId, sentence });
    this.#stopDelay();
    this.#stopDelay = this.#options.after(retryAfterMs!, () => this.take({ type: 'due', draftId }));
    return true;
  }

  /** Not even said to the person, who has nothing to do about it: the draft waits, and goes by itself. */
  async #work(challenge: Challenge, work: Work, refused: Refused): Promise<void> {
    const { draftId } = refused;
    const worked = { draftId };
    this.#worked = worked;
    this.take({ type: 'delayed', draftId });
    const number = await work(challenge).catch(() => undefined);
    // Of a link that is gone: what the draft meets on the next one is another matter.
    if (this.#worked !== worked) return;
    if (number === undefined) {
      this.#worked = undefined;
      return this.take(refused);
    }
    const { algorithm, challenge: digest, salt, signature } = challenge;
    this.#options.send({
      type: 'prove',
      solution: { algorithm, challenge: digest, number, salt, signature },
    });
    this.take({ type: 'due', draftId });
  }

  take(event: OutboxEvent): void {
    const former = this.#outbox;
    this.#outbox = reduceOutbox(former, event, this.#options.present());
    if (event.type === 'accepted') this.#worked = undefined;
    if (event.type === 'unlinked') {
      this.#stopDelay();
      this.#worked = undefined;
    }
    if (this.#outbox !== former) {
      this.#keep();
      this.#options.onChange(this.#outbox);
    }
    this.#pump();
  }

  #pump(): void {
    const next = nextDraft(this.#outbox);
    if (!next) return;
    const { draftId, deed } = next;
    if (this.#options.send({ ...deed, draftId })) this.take({ type: 'sent', draftId });
  }

  #keep(): void {
    if (!this.#isAtWork) return;
    const text = toText(this.#outbox.drafts);
    if (text === this.#written) return;
    this.#written = text;
    this.#options.keep.write(text);
  }
}
