// What the reader asks of the parts, done: the parts tell it by events, here it becomes a deed.
import type { ReactiveController } from 'lit';
import type { MuteWish } from '../muting.ts';
import type { About, Spoken } from '../elements/about.ts';
import type { ChatComposer } from '../elements/chat-composer.ts';
import type { ChatLog, DraftAct } from '../elements/chat-log.ts';
import type { PartEvent } from '../elements/part.ts';
import type { RowAct } from '../elements/row-act.ts';
import { tellPage } from '../host-events.ts';
import type { Strings } from '../locales/en.ts';
import { crowd } from '../presence/crowd.ts';
import { findLine, type Message } from '../timeline/fold.ts';
import type { ChatController } from './chat-controller.ts';
import { addressOf, type Jump } from './jump.ts';
import type { ReadMark } from './read-mark.ts';

export interface ActsOptions {
  readonly chat: ChatController;
  readonly mark: ReadMark;
  readonly jump: Jump;
  readonly log: () => ChatLog | null;
  readonly composer: () => ChatComposer | null;
  readonly strings: () => Strings;
  /** What is written from now on answers or changes this message. */
  readonly writeAbout: (about: About | undefined) => void;
  readonly mute: (wish: MuteWish) => void;
  /** Says something for a moment. */
  readonly say: (sentence: string) => void;
}

interface ActsHost extends HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  addController(controller: ReactiveController): void;
}

export class Acts implements ReactiveController {
  readonly #host: ActsHost;
  readonly #options: ActsOptions;

  constructor(host: ActsHost, options: ActsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const { renderRoot } = this.#host;
    for (const [type, act] of Object.entries(this.#handlers))
      renderRoot.addEventListener(type, act as (event: Event) => void);
  }

  get #client() {
    return this.#options.chat.client;
  }

  readonly #handlers = {
    'chat-send': ({ detail }: PartEvent<Spoken>) => {
      // What is not taken stays with the person.
      if (!this.#isTaken(detail)) return this.#options.composer()?.restore(detail.text);
      this.#options.writeAbout(undefined);
      if (detail.about?.kind === 'edit') return;
      this.#options.mark.spoke();
      this.#options.log()?.scrollToLatest();
    },
    'chat-name': ({ detail: name }: PartEvent<string>) => this.#client?.rename(name),
    'chat-typing': ({ detail: on }: PartEvent<boolean>) => {
      const { named, present = 0 } = this.#options.chat.state ?? {};
      // Under a made name it would tell nobody who it is, and in a crowd it is not shown.
      if (named && present <= crowd) this.#client?.typing(on);
    },
    'chat-draft': ({ detail: { act, draftId } }: PartEvent<{ act: DraftAct; draftId: string }>) => {
      // The pressed button goes with its row; whoever pressed it goes on writing.
      this.#options.composer()?.focus();
      if (act === 'retry') return this.#client?.retry(draftId);
      const text = this.#client?.discard(draftId) ?? '';
      if (act === 'edit') this.#options.composer()?.restore(text);
    },
    'chat-act': ({ detail: act }: PartEvent<RowAct>) => this.#act(act),
    'chat-edit-last': () => {
      const own = this.#lines.findLast((line) => line.kind === 'message' && this.#isOwn(line));
      if (own) this.#edit(own.seq);
    },
    'chat-about-end': () => {
      this.#options.writeAbout(undefined);
    },
    'chat-older': () => this.#client?.loadOlder(),
    'chat-read': () => this.#options.mark.sawAll(this.#options.chat.state?.timeline.last ?? 0),
    'chat-skipped': ({ detail: from }: PartEvent<number>) => this.#options.chat.unskip(from),
    'chat-leave': () => this.#options.composer()?.focus(),
  };

  #isTaken({ text, about }: Spoken): boolean {
    const replyTo = about?.kind === 'reply' ? about.seq : undefined;
    if (!tellPage(this.#host, 'ws-chat-send', { text, replyTo })) return false;
    const draftId =
      about?.kind === 'edit' ? this.#client?.edit(about.seq, text) : this.#client?.post(text, replyTo);
    return draftId !== undefined;
  }

  #act(act: RowAct): void {
    switch (act.kind) {
      case 'react':
        this.#client?.react(act.seq, act.emoji, act.on);
        return;
      case 'remove':
        this.#client?.remove(act.seq);
        return;
      case 'jump':
        return this.#options.jump.to(act.seq);
      case 'copy':
        return void this.#copy(this.#message(act.seq)?.text ?? '');
      case 'link':
        return void this.#copy(addressOf(act.seq));
      case 'reply': {
        const message = this.#message(act.seq);
        if (!message) return;
        const { seq, text, from } = message;
        return this.#writeAbout({ kind: 'reply', seq, name: from.name, text });
      }
      case 'edit':
        return this.#edit(act.seq);
      case 'mute':
        return this.#options.mute(act);
    }
  }

  #edit(seq: number): void {
    const message = this.#message(seq);
    if (message && this.#isOwn(message)) this.#writeAbout({ kind: 'edit', seq, text: message.text });
  }

  #writeAbout(about: About): void {
    this.#options.writeAbout(about);
    this.#options.composer()?.focus();
  }

  get #lines() {
    return this.#options.chat.state?.timeline.lines ?? [];
  }

  #message(seq: number): Message | undefined {
    const line = findLine(this.#lines, seq);
    return line?.kind === 'message' ? line : undefined;
  }

  #isOwn({ from }: Message): boolean {
    return from.id === this.#options.chat.state?.you?.id;
  }

  async #copy(text: string): Promise<void> {
    const { say, strings } = this.#options;
    try {
      await navigator.clipboard.writeText(text);
      say(strings().copied);
    } catch {
      say(strings().notCopied);
    }
  }
}
