// What the reader asks of the parts, done: the parts tell it by events, here it becomes a deed.
import type { ReactiveController } from 'lit';
import type { Spoken } from '../elements/about.ts';
import type { DraftAct } from '../elements/chat-log.ts';
import type { PartEvent } from '../elements/part.ts';
import type { RowAct } from '../elements/row-act.ts';
import { tellPage } from '../host-events.ts';
import type { RowActs } from '../later/row-acts.ts';
import type { Deed } from '../outbox/outbox.ts';
import { crowd } from '../presence/crowd.ts';
import type { ActsHost, ActsOptions } from './acts-options.ts';

export class Acts implements ReactiveController {
  readonly #host: ActsHost;
  readonly #options: ActsOptions;
  #rowActs: RowActs | undefined;

  constructor(host: ActsHost, options: ActsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether a message is on its way to be shown. */
  get isSeeking(): boolean {
    return this.#rowActs?.isSeeking ?? false;
  }

  hostConnected(): void {
    const { renderRoot } = this.#host;
    for (const [type, act] of Object.entries(this.#handlers))
      renderRoot.addEventListener(type, act as (event: Event) => void);
  }

  /** Shows the message with this seq, however far back. */
  goTo(seq: number): void {
    this.#act({ kind: 'jump', seq });
  }

  get #client() {
    return this.#options.chat.client;
  }

  readonly #handlers = {
    'chat-send': (event: PartEvent<Spoken>) => {
      const { detail } = event;
      // What is not taken stays with the person.
      if (!this.#isTaken(detail)) return event.preventDefault();
      if (detail.about?.kind === 'edit') return;
      this.#options.mark.spoke();
      this.#options.log()?.scrollToLatest();
    },
    'chat-name': (event: PartEvent<string>) => {
      this.#client?.rename(event.detail);
      // Whether it can be had is for the server to say.
      if (this.#options.chat.state?.naming?.kind === 'asked') event.preventDefault();
    },
    'chat-typing': ({ detail: on }: PartEvent<boolean>) => {
      const { named, present = 0 } = this.#options.chat.state ?? {};
      // Under a made name it would tell nobody who it is, and in a crowd it is not shown.
      if (named && present <= crowd) this.#client?.typing(on);
    },
    'chat-draft': ({ detail: { act, draftId } }: PartEvent<{ act: DraftAct; draftId: string }>) => {
      // The pressed button goes with its row; whoever pressed it goes on writing.
      const composer = this.#options.composer();
      composer?.focus();
      if (act === 'retry') return this.#client?.retry(draftId);
      // To be edited it needs a place to stand in.
      if (act === 'edit' && !composer) return;
      const text = this.#client?.discard(draftId) ?? '';
      if (act === 'edit') composer?.restore(text);
    },
    'chat-act': ({ detail: act }: PartEvent<RowAct>) => this.#act(act),
    'chat-edit-last': () => void this.#withRowActs((acts) => acts.editLast()),
    'chat-about-end': () => {
      this.#options.writeAbout(undefined);
    },
    'chat-older': () => this.#options.reading.loadOlder(),
    'chat-newer': () => this.#options.reading.loadNewer(),
    'chat-latest': () => this.#options.reading.toLatest(),
    'chat-read': () => this.#options.mark.sawAll(this.#options.chat.state?.timeline.last ?? 0),
    'chat-strayed': () => this.#host.requestUpdate(),
    'chat-skipped': ({ detail: from }: PartEvent<number>) => this.#options.chat.unskip(from),
    'chat-missing': () => this.#options.say(this.#options.strings().noConnection),
    'chat-leave': () => this.#options.composer()?.focus(),
  };

  #isTaken({ text, about }: Spoken): boolean {
    const replyTo = about?.kind === 'reply' ? about.seq : undefined;
    const edits = about?.kind === 'edit' ? about.seq : undefined;
    if (!tellPage(this.#host, 'ws-chat-send', { text, replyTo, edits })) return false;
    const deed: Deed =
      edits !== undefined
        ? { type: 'edit', ref: edits, text }
        : { type: 'post', text, ...(replyTo !== undefined && { replyTo }) };
    return this.#client?.act(deed) !== undefined;
  }

  #act(act: RowAct): void {
    void this.#withRowActs((acts) => acts.act(act));
  }

  async #withRowActs(run: (acts: RowActs) => void): Promise<void> {
    const { say, strings } = this.#options;
    try {
      const { RowActs } = await import('../later/row-acts.ts');
      this.#rowActs ??= new RowActs(this.#host, this.#options);
    } catch {
      return say(strings().noConnection);
    }
    run(this.#rowActs);
  }
}
