// What a person does where they write, done: said to the room, or by a name; and with what was not taken.
import type { ReactiveController } from 'lit';
import type { About, Spoken } from '../elements/about.ts';
import type { DraftAct } from '../later/chat-log.ts';
import type { PartEvent } from '../elements/part.ts';
import { tellPage } from '../host-events.ts';
import type { Deed } from '../outbox/outbox.ts';
import { crowd } from '../presence/crowd.ts';
import { writingOf } from '../writing-ear.ts';
import type { Acts } from './acts.ts';

/** A poll as it is written. */
const pollLine = ({ text, options }: Extract<Deed, { type: 'poll' }>) =>
  `/poll ${[text, ...options].join(' | ')}`;

export class WritingActs implements ReactiveController {
  readonly #acts: Acts;

  constructor(acts: Acts) {
    const { host } = acts;
    this.#acts = acts;
    for (const [type, act] of Object.entries(this.#handlers))
      host.renderRoot.addEventListener(type, act as (event: Event) => void);
    host.addController(this);
    this.hostUpdated();
  }

  /** Who else writes is told where one writes oneself. */
  hostUpdated(): void {
    const { client } = this.#chat;
    if (client) writingOf(client);
  }

  get #chat() {
    return this.#acts.options.chat;
  }

  readonly #handlers = {
    'chat-send': (event: PartEvent<Spoken>) => {
      const { mark, log } = this.#acts.options;
      const { text, about } = event.detail;
      // What is not taken stays with the person.
      if (!this.#isTaken(text, about)) return event.preventDefault();
      if (about?.kind === 'edit') return;
      mark.spoke();
      log()?.scrollToLatest();
    },
    'chat-name': (event: PartEvent<string>) => {
      this.#chat.client?.rename(event.detail);
      // Whether it can be had is for the server to say.
      if (this.#chat.state?.naming?.kind === 'asked') event.preventDefault();
    },
    'chat-typing': ({ detail: on }: PartEvent<boolean>) => {
      const { named, present = 0 } = this.#chat.state ?? {};
      // Under a made name it would tell nobody who it is, and in a crowd it is not shown.
      if (named && present <= crowd) writingOf(this.#chat.client!).say(on);
    },
    'chat-draft': ({ detail: { act, draftId } }: PartEvent<{ act: DraftAct; draftId: string }>) => {
      // The pressed button goes with its row; whoever pressed it goes on writing.
      const composer = this.#acts.options.composer();
      composer?.focus();
      if (act === 'retry') return this.#chat.client?.retry(draftId);
      // To be edited it needs a place to stand in.
      if (act === 'edit' && !composer) return;
      const deed = this.#chat.state?.drafts.find((draft) => draft.draftId === draftId)?.deed;
      const text = this.#chat.client?.discard(draftId) ?? '';
      if (act === 'edit') composer?.restore(deed?.type === 'poll' ? pollLine(deed) : text);
    },
    'chat-edit-last': () => this.#acts.editLast(),
    'chat-about-end': () => this.#acts.options.writeAbout(undefined),
  };

  #isTaken(text: string, about: About | undefined): boolean {
    const replyTo = about?.kind === 'reply' ? about.seq : undefined;
    const edits = about?.kind === 'edit' ? about.seq : undefined;
    if (!tellPage(this.#acts.host, 'ws-chat-send', { text, replyTo, edits })) return false;
    const deed: Deed =
      edits !== undefined
        ? { type: 'edit', ref: edits, text }
        : { type: 'post', text, ...(replyTo !== undefined && { replyTo }) };
    return this.#chat.client?.act(deed) !== undefined;
  }
}
