// What a reader asks of one message, done. Nobody asks before a row was pointed at or had the focus.
import { Jump } from '../controllers/jump.ts';
import type { ActsHost, ActsOptions } from '../controllers/acts-options.ts';
import type { About } from '../elements/about.ts';
import type { RowAct } from '../elements/row-act.ts';
import { enRowActs } from '../locales/en-row-acts.ts';
import { addressOf } from '../message-address.ts';
import { findLine, olderThan } from '../shared.ts';
import type { Message } from '../timeline/fold.ts';
import { carryOut } from './asked.ts';

export class RowActs {
  readonly #options: ActsOptions;
  readonly #jump: Jump;

  constructor(host: ActsHost, options: ActsOptions) {
    const { reading, log, say, strings } = options;
    this.#options = options;
    this.#jump = new Jump(host, {
      reveal: async (seq) => {
        await host.updateComplete;
        // Who came by the address of a message may be here before the list is.
        if (host.renderRoot.querySelector('ws-chat-log')) await customElements.whenDefined('ws-chat-log');
        await log()?.updateComplete;
        return log()?.reveal(seq) ?? false;
      },
      held: () => {
        const { timeline } = reading;
        return timeline?.epoch === undefined
          ? undefined
          : { oldest: olderThan(timeline), more: timeline.more };
      },
      around: (seq) => reading.around(seq),
      onMissing: () => say({ ...enRowActs, ...strings() }.notThere),
    });
  }

  /** While a message is on its way to be shown, nothing may be let go. */
  get isSeeking(): boolean {
    return this.#jump.isUnderWay;
  }

  act(act: RowAct): void {
    if (act.kind === 'mute') return this.#options.mute(act);
    const { client } = this.#options.chat;
    const { seq: ref } = act;
    const message = this.#message(ref);
    switch (act.kind) {
      case 'react':
        client?.act({ type: 'react', ref, emoji: act.emoji, on: act.on });
        return;
      case 'pin':
        client?.act({ type: 'pin', ref, on: act.on });
        return;
      case 'vote': {
        const { option } = act;
        client?.act({ type: 'vote', ref, ...(option !== undefined && { option }) });
        return;
      }
      case 'end-poll':
      case 'remove':
        client?.act({ type: act.kind, ref });
        return;
      case 'jump': {
        const { reading, log } = this.#options;
        // The row that was pressed may go: until the message is there, the list has the focus.
        const list = log()?.querySelector<HTMLElement>('.scroller:focus-within');
        list?.focus({ preventScroll: true });
        if (reading.isAhead && ref > reading.timeline!.last) reading.toLatest();
        return this.#jump.to(ref);
      }
      case 'copy':
        return void this.#copy(message?.text ?? '');
      case 'link':
        return void this.#copy(this.#addressOf(ref));
      case 'reply':
        if (message)
          this.#writeAbout({ kind: 'reply', seq: ref, name: message.from.name, text: message.text });
        return;
      case 'edit':
        if (message) this.#edit(message);
        return;
      case 'report':
        return void this.#report(act);
    }
  }

  /** Changes what the visitor said last. */
  editLast(): void {
    if (!this.#options.chat.state?.may.includes('edit')) return;
    const own = this.#lines.findLast((line) => line.kind === 'message' && !line.poll && this.#isOwn(line));
    if (own?.kind === 'message') this.#edit(own);
  }

  #edit(message: Message): void {
    const { seq, text } = message;
    if (this.#isOwn(message)) this.#writeAbout({ kind: 'edit', seq, text });
  }

  #writeAbout(about: About): void {
    this.#options.writeAbout(about);
    this.#options.composer()?.focus();
  }

  get #lines() {
    return this.#options.reading.timeline?.lines ?? [];
  }

  #message(seq: number): Message | undefined {
    const line = findLine(this.#lines, seq);
    return line?.kind === 'message' ? line : undefined;
  }

  #isOwn({ from }: Message): boolean {
    return from.id === this.#options.chat.state?.you?.id;
  }

  /** In a page with one chat it needs no room. */
  #addressOf(seq: number): string {
    const isOne = document.querySelectorAll('ws-chat').length <= 1;
    return addressOf(seq, isOne ? undefined : this.#options.room());
  }

  async #report({ seq, reason, text }: Extract<RowAct, { kind: 'report' }>): Promise<void> {
    const { chat, say, strings } = this.#options;
    const { client } = chat;
    if (!client) return;
    const answer = await carryOut(client, { type: 'report', ref: seq, reason, ...(text && { text }) });
    const { reported, noConnection } = { ...enRowActs, ...strings() };
    say(answer.kind === 'done' ? reported : answer.sentence || noConnection);
  }

  async #copy(text: string): Promise<void> {
    const { say } = this.#options;
    const strings = { ...enRowActs, ...this.#options.strings() };
    try {
      await navigator.clipboard.writeText(text);
      say(strings.copied);
    } catch {
      say(strings.notCopied);
    }
  }
}
