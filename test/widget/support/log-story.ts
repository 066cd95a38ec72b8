// A room's log, a wire that breaks, and somebody who reads and writes: the smallest world in which
// frames, resumes, pages and echoes can meet in any order.
import type { MessageEntry, ServerMessage } from '../../../protocol/server-messages.ts';
import { emptyOutbox, reduceOutbox, type Outbox, type OutboxEvent } from '../../../widget/outbox/outbox.ts';
import { emptyTimeline, olderThan, reduce, type Timeline } from '../../../widget/timeline/timeline.ts';
import { ann, bo, entry, fresh, resumed } from './frames.ts';

export const acts = ['other', 'post', 'hear', 'lose', 'break', 'enter', 'ask', 'trim'] as const;

export interface Step {
  readonly act: (typeof acts)[number];
  /** Chooses among the variants of an act. */
  readonly dice: number;
}

export class LogStory {
  readonly log: MessageEntry[] = [];
  /** The ids of all that Ann wrote. */
  readonly written: string[] = [];
  timeline: Timeline = emptyTimeline;
  outbox: Outbox = emptyOutbox;
  /** What is on its way to Ann; undefined while there is no wire. */
  #wire: ServerMessage[] | undefined;
  /** Whether she was welcomed on this wire: before that she sends nothing. */
  #live = false;

  take({ act, dice }: Step): void {
    switch (act) {
      case 'other':
        return this.#commit(bo, `d${this.log.length}`);
      case 'post':
        return this.#write(dice % 2 === 0);
      case 'hear':
        for (let heard = 0; heard <= dice % 4; heard++) this.#hear();
        return;
      case 'lose':
        return this.#lose(dice);
      case 'break':
        this.#wire = undefined;
        return;
      case 'enter':
        return this.#enter(dice);
      case 'ask':
        return this.#ask(1 + (dice % 5));
      case 'trim':
        this.timeline = reduce(this.timeline, { type: 'trimmed', keep: 1 + (dice % 6) });
        return;
    }
  }

  /** A new wire that holds, until all has arrived. */
  finish(): void {
    this.#wire = undefined;
    while (!this.#isDone()) {
      this.#enter(0);
      this.#hear();
    }
  }

  #isDone(): boolean {
    return this.#wire?.length === 0;
  }

  #commit(from: typeof ann, draftId: string): void {
    const next = entry(this.log.length + 1, { from, draftId });
    this.log.push(next);
    this.#wire?.push(next);
  }

  #write(acceptedFirst: boolean): void {
    const draftId = `d${this.written.length}`;
    this.written.push(draftId);
    const deed = { type: 'post', text: 'Hello' } as const;
    this.#note({ type: 'drafted', draft: { draftId, deed, at: 0, author: ann.id } });
    if (this.#wire && this.#live) this.#send(draftId, acceptedFirst);
  }

  /** The server keeps one entry per draft. */
  #send(draftId: string, acceptedFirst: boolean): void {
    const twin = this.log.find(({ from, draftId: other }) => from === ann && other === draftId);
    const seq = twin?.seq ?? this.log.length + 1;
    if (acceptedFirst) this.#wire!.push({ type: 'accepted', draftId, seq });
    if (!twin) this.#commit(ann, draftId);
    if (!acceptedFirst) this.#wire!.push({ type: 'accepted', draftId, seq });
  }

  #enter(dice: number): void {
    if (this.#wire) return;
    this.#live = false;
    const { epoch, last } = this.timeline;
    const head = this.log.length;
    const part = dice % 7;
    if (epoch === undefined || dice % 5 === 4) {
      const entries = this.log.slice(Math.max(0, head - part));
      this.#wire = [fresh({ why: 'too-far', entries, head, more: head > part })];
      return;
    }
    // Some from the log with the welcome, the rest from the ring; the two may overlap.
    const entries = this.log.slice(last, last + part);
    const from = last + Math.max(0, entries.length - (dice % 3));
    this.#wire = [resumed({ entries, head }), ...this.log.slice(from)];
  }

  #ask(limit: number): void {
    if (!this.#live) return;
    const before = olderThan(this.timeline);
    const older = this.log.filter(({ seq }) => seq < before);
    const entries = older.slice(-limit);
    this.#wire?.push({ type: 'page', before, entries, more: older.length > entries.length });
  }

  #hear(): void {
    const message = this.#wire?.shift();
    switch (message?.type) {
      case 'message': {
        // What is missing is asked for elsewhere: here the wire is given up.
        if (message.seq > this.timeline.last + 1) this.#wire = undefined;
        const entries = [message];
        this.timeline = reduce(this.timeline, { type: 'entered', entries });
        return this.#note({ type: 'entered', entries });
      }
      case 'welcome':
        this.timeline = reduce(this.timeline, message);
        this.#note({
          type: 'welcomed',
          why: message.resumed ? undefined : message.why,
          head: message.head,
          entries: message.entries,
        });
        return this.#sendDrafts();
      case 'page':
        this.timeline = reduce(this.timeline, message);
        return this.#note({ type: 'entered', entries: message.entries });
      case 'accepted':
        return this.#note(message);
      default:
    }
  }

  #sendDrafts(): void {
    this.#live = true;
    for (const { draftId, kind } of this.outbox.drafts) if (kind === 'waiting') this.#send(draftId, true);
  }

  /** No wire does this; the check for gaps must bear it all the same. */
  #lose(dice: number): void {
    const index = dice % 3;
    if (this.#wire?.[index]?.type === 'message') this.#wire.splice(index, 1);
  }

  #note(event: OutboxEvent): void {
    this.outbox = reduceOutbox(this.outbox, event, { me: ann.id, last: this.timeline.last });
  }
}
