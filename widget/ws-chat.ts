// The element: attributes in, events out. It wires its parts to one controller and decides nothing else.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { pageEntries } from '../protocol/limits.ts';
import type { ChatState } from './chat-state.ts';
import { ChatController } from './controllers/chat-controller.ts';
import { TroubleClock } from './controllers/trouble-clock.ts';
import { defaultServer } from './default-server.ts';
import type { Spoken } from './elements/about.ts';
import type { ChatComposer } from './elements/chat-composer.ts';
import type { ChatLog, DraftAct } from './elements/chat-log.ts';
import { headerTemplate } from './elements/header-template.ts';
import { launcherTemplate } from './elements/launcher-template.ts';
import { emptyNotice, refusedNotice, unreachableNotice } from './elements/notices.ts';
import type { PartEvent } from './elements/part.ts';
import { createTimes } from './elements/times.ts';
import { en } from './locales/en.ts';
import { isFull } from './outbox/outbox.ts';
import { canonicalPath, roomOfPage } from './page-room.ts';
import { createRows } from './rows/rows.ts';
import { composer } from './styles/composer.ts';
import { log } from './styles/log.ts';
import { nameForm } from './styles/name-form.ts';
import { floating, panel } from './styles/panel.ts';
import { hues, tokens } from './styles/tokens.ts';
import type { Line } from './timeline/fold.ts';

/** Entries kept in memory while the reader is at the bottom, and how many more may gather first. */
const keptEntries = 500;
const trimSlack = 100;

/**
 * Live chat in a page.
 *
 * @attr server - Address of the chat's server. Default: where the script came from.
 * @attr room - Room to enter; `auto` makes one of the page's canonical path. Default: `lobby`.
 * @attr name - Name of the visitor, if the page knows it. Otherwise the chat asks once.
 * @attr heading - Title of the panel. Default: the room's name.
 * @attr placeholder - What the empty field says.
 * @attr mode - `inline` stands where the element stands, `floating` in the corner behind a button.
 * @attr theme - `auto` follows the system, `light` and `dark` do not.
 * @attr history - How many messages to begin with, 0 to 100. Default: 50.
 * @attr open - A floating chat is open.
 */
export class WsChat extends LitElement {
  static override readonly properties = {
    server: {},
    room: {},
    name: {},
    heading: {},
    placeholder: {},
    mode: { reflect: true },
    theme: { reflect: true },
    history: { type: Number },
    open: { type: Boolean, reflect: true },
    lang: {},
    readUpTo: { state: true },
  };

  static override readonly styles = [tokens, hues, panel, floating, log, composer, nameForm];
  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  server: string | undefined;
  room = 'lobby';
  name: string | undefined;
  heading: string | undefined;
  placeholder: string | undefined;
  mode: 'inline' | 'floating' = 'inline';
  theme: 'auto' | 'light' | 'dark' = 'auto';
  history: number | undefined;
  open = false;
  override lang = '';

  /** The newest seq that the reader has seen. */
  private readUpTo = 0;

  readonly #strings = en;
  readonly #chat = new ChatController(this, () => ({
    server: this.server ?? defaultServer(),
    room: this.room === 'auto' ? this.#pageRoom : this.room || 'lobby',
    name: this.name,
    history: validHistory(this.history),
  }));
  readonly #trouble = new TroubleClock(this, () => this.#chat.state?.troubleSince);
  readonly #rows = createRows();
  #times = createTimes(undefined, Date.now);
  /** Of the moment the element was put into the page: a later address of a single-page site moves nobody. */
  #pageRoom = '';
  /** The panel is made when it is first shown, and then kept with all that was typed into it. */
  #wasShown = false;
  /** What `readUpTo` counts in: another room or another log, another count. */
  #readIn: unknown[] = [];

  override connectedCallback(): void {
    this.#pageRoom = roomOfPage(canonicalPath());
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) {
      const around = this.closest<HTMLElement>('[lang]') ?? document.documentElement;
      this.#times = createTimes(this.lang || around.lang, Date.now);
    }
    this.#wasShown ||= this.#isShown;
    const timeline = this.#chat.state?.timeline;
    if (timeline?.epoch === undefined) return;
    // What was there before the visit is history, not news.
    const [client, epoch] = this.#readIn;
    const isNew = client !== this.#chat.client || epoch !== timeline.epoch;
    this.#readIn = [this.#chat.client, timeline.epoch];
    if (isNew || (this.#isShown && this.#isFollowing)) this.readUpTo = timeline.last;
  }

  protected override updated(): void {
    const { entries } = this.#chat.state?.timeline ?? { entries: [] };
    if (entries.length > keptEntries + trimSlack && this.#isFollowing) this.#chat.client?.trim(keptEntries);
  }

  /** Whether the reader is at the newest message, or has not looked yet. */
  get #isFollowing(): boolean {
    return this.#logPart?.following ?? true;
  }

  get #logPart(): ChatLog | null {
    return this.renderRoot.querySelector('ws-chat-log');
  }

  get #composerPart(): ChatComposer | null {
    return this.renderRoot.querySelector('ws-chat-composer');
  }

  get #isShown(): boolean {
    return this.mode !== 'floating' || this.open;
  }

  get #heading(): string {
    const room = this.room === 'auto' ? this.#strings.chat : this.room.replace(/[._-]+/g, ' ');
    return this.heading ?? room.charAt(0).toUpperCase() + room.slice(1);
  }

  #unread({ timeline, you }: ChatState): number {
    const isNews = (line: Line) => line.kind === 'message' && line.from.id !== you?.id;
    const from = timeline.lines.findLastIndex(({ seq }) => seq <= this.readUpTo) + 1;
    return timeline.lines.slice(from).filter(isNews).length;
  }

  readonly #onOpen = (): void => {
    this.open = true;
    void this.updateComplete.then(() => {
      this.#logPart?.scrollToLatest();
      // Where nothing can be written, the way out.
      (this.#composerPart ?? this.renderRoot.querySelector<HTMLElement>('.header button'))?.focus();
    });
  };

  readonly #onClose = (): void => {
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus());
  };

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.mode === 'floating' && !event.isComposing) this.#onClose();
  }

  #onSend({ detail: { text, about } }: PartEvent<Spoken>): void {
    const { client } = this.#chat;
    const draftId = about?.kind === 'edit' ? client?.edit(about.seq, text) : client?.post(text, about?.seq);
    // What is not taken stays with the person.
    if (draftId === undefined) return this.#composerPart?.restore(text);
    this.#logPart?.scrollToLatest();
  }

  #onName({ detail: name }: PartEvent<string>): void {
    this.#chat.client?.rename(name);
  }

  #onTyping({ detail: on }: PartEvent<boolean>): void {
    // Under a made name it would tell nobody who it is.
    if (this.#chat.state?.named) this.#chat.client?.typing(on);
  }

  #onDraft({ detail: { act, draftId } }: PartEvent<{ act: DraftAct; draftId: string }>): void {
    const client = this.#chat.client;
    // The pressed button goes with its row; whoever pressed it goes on writing.
    this.#composerPart?.focus();
    if (act === 'retry') return client?.retry(draftId);
    const text = client?.discard(draftId) ?? '';
    if (act === 'edit') this.#composerPart?.restore(text);
  }

  #onOlder(): void {
    this.#chat.client?.loadOlder();
  }

  #onRead(): void {
    this.readUpTo = this.#chat.state?.timeline.last ?? 0;
  }

  /** Bound here: the line it stands in is rendered by the composer. */
  readonly #onRetryNow = (): void => {
    this.#composerPart?.focus();
    this.#chat.client?.retryNow();
  };

  override render() {
    const state = this.#chat.state;
    const strings = this.#strings;
    const launcher = this.#isShown
      ? nothing
      : launcherTemplate(state ? this.#unread(state) : 0, strings, this.#onOpen);
    if (!this.#wasShown) return launcher;
    const header = headerTemplate({
      heading: this.#heading,
      present: state?.link.kind === 'live' ? state.present : undefined,
      strings,
      onClose: this.mode === 'floating' ? this.#onClose : undefined,
    });
    return html`${launcher}
      <section
        class="panel"
        part="root"
        aria-labelledby="heading"
        ?hidden=${!this.#isShown}
        @keydown=${this.#onKeydown}
      >
        ${header} ${state ? this.#body(state) : refusedNotice(strings.noServer, strings)}
      </section>`;
  }

  #body(state: ChatState) {
    const { link, timeline } = state;
    const welcomed = timeline.epoch !== undefined;
    if (link.kind === 'stopped' && !welcomed) return refusedNotice(link.sentence, this.#strings);
    return html`${this.#list(state, welcomed)}
    ${
      link.kind === 'stopped'
        ? html`<div class="bar" role="alert">
            ${this.#strings.ended}. ${link.sentence} ${this.#strings.reload}
          </div>`
        : this.#composer(state, welcomed)
    }`;
  }

  #list(state: ChatState, welcomed: boolean) {
    const { timeline, drafts, you: me, link } = state;
    if (!welcomed && drafts.length === 0)
      return this.#trouble.isTrouble
        ? unreachableNotice(
            new URL(this.server ?? defaultServer()!, location.href).host,
            this.#strings,
            this.#status(state),
          )
        : html`<div class="notice"></div>`;
    if (timeline.entries.length + drafts.length === 0 && !timeline.more) return emptyNotice(this.#strings);
    return html`<ws-chat-log
      .rows=${this.#rows({ timeline, drafts, me, dayOf: this.#times.dayKey })}
      .label=${this.#strings.messages(this.#heading)}
      .more=${timeline.more}
      .loadingOlder=${state.loadingOlder}
      .live=${link.kind === 'live'}
      .unread=${this.#unread(state)}
      .strings=${this.#strings}
      .times=${this.#times}
      @chat-older=${this.#onOlder}
      @chat-draft=${this.#onDraft}
      @chat-read=${this.#onRead}
    ></ws-chat-log>`;
  }

  #composer(state: ChatState, welcomed: boolean) {
    const { you, named, limits } = state;
    return html`<ws-chat-composer
      .placeholder=${this.placeholder ?? this.#strings.write(this.#heading)}
      .name=${you?.name ?? this.name ?? ''}
      .named=${named}
      .maxCharacters=${limits.textCharacters}
      .status=${welcomed || state.drafts.length > 0 ? this.#status(state) : undefined}
      .writers=${state.writers.map(({ name }) => name)}
      .full=${isFull(state.drafts)}
      .draftKey=${`${this.server ?? defaultServer()} ${this.room === 'auto' ? this.#pageRoom : this.room}`}
      .people=${state.here ?? []}
      .can=${state.capabilities}
      .strings=${this.#strings}
      @chat-send=${this.#onSend}
      @chat-name=${this.#onName}
      @chat-typing=${this.#onTyping}
    ></ws-chat-composer>`;
  }

  #status({ link }: ChatState) {
    if (!this.#trouble.isTrouble) return undefined;
    if (link.kind !== 'waiting') return this.#strings.reconnecting;
    const seconds = Math.ceil((link.until - performance.now()) / 1_000);
    // Said once; only the eye is told how the seconds go.
    return html`${`${this.#strings.noConnection} `}
      <span aria-hidden="true">${this.#strings.retryIn(seconds)}</span>
      <button class="link-button" type="button" @click=${this.#onRetryNow}>
        ${this.#strings.retryNow}
      </button>`;
  }
}

/** Nonsense is no reason to stay outside: then it is the default. */
function validHistory(history = NaN): number | undefined {
  return history >= 0 ? Math.floor(Math.min(history, pageEntries)) : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-chat': WsChat;
  }
}
