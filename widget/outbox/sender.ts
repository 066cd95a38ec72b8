// Sends what is in the outbox, one draft at a time, and keeps it through a reload.
import type { Act } from '../../protocol/client-messages.ts';
import type { Refused } from '../../protocol/server-messages.ts';
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
  readonly send: (act: Act) => boolean;
  readonly present: () => Present;
  readonly onChange: (outbox: Outbox) => void;
  readonly keep: DraftKeep;
  readonly uniqueId: () => string;
  readonly time: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A draft that may go within this time waits; one that must wait longer is handed back. */
const patienceMs = 10_000;

export class Sender {
  readonly #options: SenderOptions;
  #outbox = emptyOutbox;
  /** What was kept last; undefined while that is not known. */
  #written: string | undefined;
  #isAtWork = false;
  #stopDelay = () => {};

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Brings back what an earlier page of this tab left. */
  start(): void {
    this.#isAtWork = true;
    this.#written = undefined;
    const left = this.#options.keep.take();
    this.take({ type: 'restored', drafts: left.flatMap(fromText) });
    this.#keep();
  }

  close(): void {
    this.#isAtWork = false;
    this.#stopDelay();
    this.#options.keep.release();
  }

  /** Returns the draft's id; undefined, and nothing is taken, where too many wait already. */
  add(deed: Deed): string | undefined {
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
    const { draftId, kind, sentence, retryAfterMs = Infinity } = message;
    if (kind !== 'retry' || retryAfterMs > patienceMs) {
      this.take(message);
      return false;
    }
    this.take({ type: 'delayed', draftId, sentence });
    this.#stopDelay();
    this.#stopDelay = this.#options.after(retryAfterMs, () => this.take({ type: 'due', draftId }));
    return true;
  }

  take(event: OutboxEvent): void {
    const former = this.#outbox;
    this.#outbox = reduceOutbox(former, event, this.#options.present());
    if (event.type === 'unlinked') this.#stopDelay();
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
