// The element: attributes in, events out. It wires its parts to one controller and decides nothing else.
import { html, LitElement, nothing } from 'lit';
import { pageEntries } from '../protocol/limits.ts';
import { createCallable } from './callable.ts';
import type { ChatState } from './chat-state.ts';
import { Acts } from './controllers/acts.ts';
import { Address } from './controllers/address.ts';
import { ChatController, type ChatTarget } from './controllers/chat-controller.ts';
import { ChoiceKeeper } from './controllers/choice-keeper.ts';
import { CompanyLoader } from './controllers/company-loader.ts';
import { Language } from './controllers/language.ts';
import { Nearness } from './controllers/nearness.ts';
import { Opening } from './controllers/opening.ts';
import { focusComposer, PartLoader } from './controllers/part-loader.ts';
import { ReadMark } from './controllers/read-mark.ts';
import { Reading } from './controllers/reading.ts';
import { createStates } from './controllers/states.ts';
import { Toast } from './controllers/toast.ts';
import { TroubleClock } from './controllers/trouble-clock.ts';
import type { TokenProvider } from './credentials.ts';
import { defaultServer } from './default-server.ts';
import type { About } from './elements/about.ts';
import { isComposing } from './elements/composing.ts';
import { conversationTemplate, type Conversation } from './elements/conversation-template.ts';
import { headerTemplate } from './elements/header-template.ts';
import { launcherTemplate } from './elements/launcher-template.ts';
import { missingNotice, refusedNotice } from './elements/notices.ts';
import { createReport, tellPage } from './host-events.ts';
import type { ChatComposer } from './later/chat-composer.ts';
import type { ChatLog } from './later/chat-log.ts';
import { layOut } from './lay-out.ts';
import type { Translation } from './locales/strings.ts';
import { canonicalPath, roomOfPage } from './page-room.ts';
import type { PresencePolicy } from './presence/comings.ts';
import type { Row } from './rows/row.ts';
import { createRows } from './rows/rows.ts';
import type { Scene } from './scene.ts';
import { serverUrl } from './server-url.ts';
import { foot } from './styles/foot.ts';
import { linkButton } from './styles/link-button.ts';
import { modes } from './styles/modes.ts';
import { floating, panel } from './styles/panel.ts';
import { person } from './styles/person.ts';
import { hues, tokens } from './styles/tokens.ts';
import { wearAnew } from './styles/wear.ts';
import type { Timeline } from './timeline/timeline.ts';
import { countUnread } from './unread.ts';
import { version } from './version.ts';

/**
 * Live chat in a page.
 *
 * @attr room - Room to enter; `auto` makes one of the page's path: `/blog/hi` is `page.blog.hi`. Default: `lobby`.
 * @attr server - Address of the chat's server. Default: where the script came from.
 * @attr name - Name of the visitor, if the page knows it. Default: asked once, and kept.
 * @attr heading - Title of the panel. Default: the room's name.
 * @attr placeholder - What the empty field says. Default: `Message` and the heading.
 * @attr mode - `inline` stands in the page, `floating` in the corner behind a button; `readonly` has nothing to write
 *   in, `overlay` only messages, over a picture; `popout` is a button that opens a window.
 * @attr loading - `lazy` connects when in view or opened, `eager` at once, `manual` by `connect()`.
 * @attr density - `comfortable`, or `compact` with name, time and text on one line.
 * @attr presence-messages - Lines of who came and left: `auto` while that is few and calm, `all` or `none`.
 * @attr theme - `auto` follows the system; `light` or `dark`.
 * @attr history - Messages to begin with, 0 to 100. Default: 50.
 * @attr replay - Shows what was said beside a recording, as its clock goes by; nothing can be written.
 * @attr for - Id of the video or the audio that a replay goes by; it may come later.
 * @attr replay-start - When the recording began, as `2026-11-26T18:00:00Z`. Default: when the first message came.
 * @attr lang - `en`, `ar`, `de`, `es`, `fr`, `he`, `ja` or `pt`; brings its direction along. Default: the page's.
 * @attr open - A floating chat is open.
 *
 * @slot header-start - Before the heading.
 * @slot header-end - After the heading, before the buttons.
 * @slot before-log - Above the messages: a rule of the house, a schedule.
 * @slot empty - In place of what an empty room says.
 * @slot composer-start - In the frame of the field, before it.
 * @slot composer-end - In the frame of the field, after its buttons.
 * @slot footer - Below everything.
 *
 * @fires ws-chat-message - A message came, ours included; `detail` is the message.
 * @fires ws-chat-send - A message is about to be sent, or changed; cancel it and all stays in the field.
 * @fires ws-chat-link - A link is about to be opened; cancel it to open it your way.
 * @fires ws-chat-unread - How many messages came that the reader has not seen, as `detail.count`.
 * @fires ws-chat-connection - How the connection stands, as `detail.state`.
 * @fires ws-chat-token-needed - The visitor's token runs out soon, or has `expired`: set `token` to a fresh one.
 * @fires ws-chat-open - A floating chat was opened.
 * @fires ws-chat-close - A floating chat was closed.
 *
 * @csspart root - The whole panel.
 * @csspart launcher - The button of a chat that is not open.
 * @csspart header - The line at the top.
 * @csspart title - The heading in it.
 * @csspart present - How many are here.
 * @csspart sheet - What opens over the conversation: people and settings.
 * @csspart person - A person in the list of people.
 * @csspart pinned - What is pinned, above the messages.
 * @csspart log - The list of messages.
 * @csspart message - A message, or what became of it.
 * @csspart message-own - One that the visitor wrote.
 * @csspart avatar - The initials beside it.
 * @csspart name - Who wrote it.
 * @csspart badge - The role of who wrote it, or is in the list of people.
 * @csspart time - When.
 * @csspart quote - What it answers.
 * @csspart text - What it says.
 * @csspart edited - That it was edited.
 * @csspart reactions - The reactions below it.
 * @csspart reaction - One of them.
 * @csspart poll-option - An answer of a poll.
 * @csspart toolbar - What can be done with a message.
 * @csspart menu - More of that.
 * @csspart emoji-picker - Where an emoji is picked.
 * @csspart day-divider - A new day.
 * @csspart unread-divider - Where what was not read begins.
 * @csspart announcement - What the server says to all.
 * @csspart presence - Who came and left.
 * @csspart muted - What somebody said who is muted here.
 * @csspart skipped - How many messages are not shown.
 * @csspart jump - The button to the newest message.
 * @csspart empty - What an empty room says.
 * @csspart notice - Why there is no conversation.
 * @csspart composer - Where one writes.
 * @csspart about - The message that is answered or edited.
 * @csspart input - The field.
 * @csspart send - The button beside it.
 * @csspart completions - Names, emojis and commands to choose from.
 * @csspart mode - How the room is kept: slow, paused and the like.
 * @csspart status - How the connection stands, while there is something to say of it.
 * @csspart writers - Who else is writing.
 * @csspart closed - Why nothing can be written.
 *
 * @cssstate connected - It is in the room.
 * @cssstate connecting - It is on its way there.
 * @cssstate offline - There is no connection, or none any more.
 * @cssstate pinned - The reader follows what comes.
 * @cssstate unread - Something came that the reader has not seen.
 * @cssstate busy - Older messages are on their way.
 * @cssstate readonly - There is nothing to write in.
 *
 * @cssprop --ws-chat-accent - Buttons, links, one's own name.
 * @cssprop --ws-chat-on-accent - On the accent.
 * @cssprop --ws-chat-bg - Ground of the panel.
 * @cssprop --ws-chat-surface - Ground of quotes, code and buttons.
 * @cssprop --ws-chat-hover - Under the mouse.
 * @cssprop --ws-chat-own-bg - Ground of reactions that are one's own.
 * @cssprop --ws-chat-mention-bg - Ground of a message that names the visitor.
 * @cssprop --ws-chat-text - What is said.
 * @cssprop --ws-chat-muted - Times, hints, what is less important.
 * @cssprop --ws-chat-danger - Failures, and what cannot be undone.
 * @cssprop --ws-chat-warn - Edge of a message that names the visitor.
 * @cssprop --ws-chat-control - Edges of what can be pressed or filled in.
 * @cssprop --ws-chat-divider - Lines between things.
 * @cssprop --ws-chat-radius - Corners of the panel.
 * @cssprop --ws-chat-font - Typeface.
 * @cssprop --ws-chat-font-size - Size of what is said; 13px where it is compact.
 */
export class WsChat extends LitElement {
  static readonly version = version;

  static override readonly properties = {
    server: {},
    room: {},
    name: {},
    heading: {},
    placeholder: {},
    mode: { reflect: true },
    theme: { reflect: true },
    history: { type: Number },
    loading: {},
    density: { reflect: true },
    open: { type: Boolean, reflect: true },
    lang: {},
    for: {},
    replay: { type: Boolean },
    replayStart: { attribute: 'replay-start' },
    presenceMessages: { attribute: 'presence-messages' },
    strings: { attribute: false },
    token: { attribute: false },
    tokenProvider: { attribute: false },
    about: { state: true },
  };

  static override readonly styles = [tokens, hues, panel, floating, person, linkButton, foot, modes];
  static override readonly shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  server: string | undefined;
  room = 'lobby';
  name: string | undefined;
  heading: string | undefined;
  placeholder: string | undefined;
  mode: 'inline' | 'floating' | 'readonly' | 'overlay' | 'popout' = 'inline';
  theme: 'auto' | 'light' | 'dark' = 'auto';
  history: number | undefined;
  loading: 'lazy' | 'eager' | 'manual' = 'lazy';
  density: 'comfortable' | 'compact' = 'comfortable';
  open = false;
  override lang = '';
  presenceMessages: PresencePolicy = 'auto';
  for: string | undefined;
  replay = false;
  replayStart: string | undefined;
  /** The page's own words in place of some of the chat's. */
  strings: Translation | undefined;
  /** A token of your site's that signs the visitor in; another person's, or none, has them come in anew. */
  token: string | undefined;
  /** Gives such a token when one is wanted: at first, before it runs out and after it did. */
  tokenProvider: TokenProvider | undefined;

  /** The message that is answered or edited. */
  private about: About | undefined;

  readonly #opening = new Opening(this, () => this.#target);
  readonly #language = new Language(this, () => this.strings);
  readonly #choices = new ChoiceKeeper(this, () => serverUrl(this.server ?? defaultServer() ?? ''));
  readonly #company = new CompanyLoader(this, this.#choices, () => this.#scene);
  readonly #list = new PartLoader(
    this,
    () => import('./later/chat-log.ts'),
    () => this.#opening.wasShown,
  );
  readonly #composer = new PartLoader(
    this,
    async () => {
      const { WritingActs } = await import('./later/chat-composer.ts');
      this.#acts.writing ??= new WritingActs(this.#acts);
    },
    // What became of what the page has sent is told where nothing is written, too.
    () => this.#opening.wasShown && (this.#writes || !!this.#chat.state?.drafts.length),
  );
  readonly #nearness = new Nearness(this);
  readonly #address = new Address(this);
  readonly #chat: ChatController = new ChatController(
    this,
    () => this.#target,
    () => {
      this.#report();
      this.#company.company?.hear(this.#scene!);
    },
  );
  readonly #report = createReport(this, () => this.#chat.state);
  readonly #trouble = new TroubleClock(this, () => this.#chat.state?.troubleSince);
  readonly #mark = new ReadMark(this);
  readonly #toast = new Toast(this);
  readonly #acts: Acts;
  readonly #reading: Reading = new Reading(this, {
    chat: this.#chat,
    mark: this.#mark,
    log: () => this.#logPart,
    isSeeking: () => this.#acts.isSeeking,
    countUnread: () => this.#countHeld(),
  });
  readonly #rows = createRows();
  /** Of what is shown in the timeline's place. */
  readonly #rowsBack = createRows();
  readonly #callable = createCallable();
  readonly #tellStates = createStates(this);
  /** Of the moment the element was put into the page: a later address of a single-page site moves nobody. */
  #pageRoom = '';
  /** What the page asked for by `connect` or `disconnect`. */
  #asked: boolean | undefined;
  /** What the server has said of why nobody comes in just now. */
  #why: string | undefined;
  #unread = 0;

  constructor() {
    super();
    layOut();
    this.#acts = new Acts(this, {
      chat: this.#chat,
      mark: this.#mark,
      reading: this.#reading,
      log: () => this.#logPart,
      composer: () => this.#composerPart,
      room: () => this.#target.room,
      strings: () => this.#strings,
      writeAbout: (about) => (this.about = about),
      mute: (wish) => this.#company.company?.mute(wish),
      say: (sentence) => this.#toast.say(sentence),
    });
  }

  override connectedCallback(): void {
    this.#pageRoom = roomOfPage(canonicalPath());
    super.connectedCallback();
  }

  /** Moved into another document, as a window of its own over all others. */
  adoptedCallback(): void {
    if (this.shadowRoot) wearAnew(this.shadowRoot, WsChat.styles);
  }

  protected override willUpdate(): void {
    const addressed = this.#address.take(this.#target.room);
    if (addressed !== undefined) {
      this.open ||= this.mode === 'floating';
      this.#nearness.isNear = true;
      this.#acts.goTo(addressed);
    }
    const link = this.#chat.state?.link;
    if (link?.kind === 'waiting') this.#why = link.sentence;
    const state = this.#chat.state;
    if (state?.timeline.epoch === undefined) return void (this.#unread = 0);
    const { epoch, last } = state.timeline;
    this.#mark.take({
      of: [this.#chat.client, epoch],
      last,
      isWatching: this.#opening.isShown && this.#isFollowing,
    });
    const unread = this.#countHeld() + this.#mark.unheld;
    if (unread !== this.#unread) tellPage(this, 'ws-chat-unread', { count: (this.#unread = unread) });
  }

  protected override updated(): void {
    this.#tellStates({
      link: this.#chat.state?.link.kind,
      pinned: this.#isFollowing,
      unread: this.#unread > 0,
      busy: this.#reading.isLoadingOlder,
      readonly: !this.#writes,
    });
    this.#reading.tidy();
  }

  /** Messages that are held and unread. */
  #countHeld(): number {
    return countUnread(this.#chat.state!, this.#mark.countsAfter, this.#choices.choices.muted);
  }

  /** Whether the reader is at the newest message, or has not looked yet. */
  get #isFollowing(): boolean {
    return this.#logPart?.following ?? true;
  }

  get #logPart(): ChatLog | null {
    return this.renderRoot.querySelector('ws-chat-log:defined');
  }

  get #composerPart(): ChatComposer | null {
    return this.renderRoot.querySelector('ws-chat-composer:defined');
  }

  get #target(): ChatTarget {
    return {
      server: this.server ?? defaultServer(),
      room: this.room === 'auto' ? this.#pageRoom : this.room || 'lobby',
      name: this.name,
      history: validHistory(this.history),
      token: this.token,
      tokenProvider: this.tokenProvider,
      isWanted: this.#isWanted,
    };
  }

  get #writes(): boolean {
    return !this.replay && this.mode !== 'readonly' && this.mode !== 'overlay';
  }

  get #isWanted(): boolean {
    if (this.#asked !== undefined) return this.#asked;
    return (
      this.loading === 'eager' ||
      (this.loading !== 'manual' && this.#opening.wasShown && this.#nearness.isNear)
    );
  }

  get #strings() {
    return this.#language.strings;
  }

  get #heading(): string {
    const room = this.room === 'auto' ? this.#strings.chat : this.room.replace(/[._-]+/g, ' ');
    return this.heading ?? room.charAt(0).toUpperCase() + room.slice(1);
  }

  /** Opens a floating chat. */
  show(): void {
    this.open = true;
  }

  /** Closes a floating chat. */
  close(): void {
    this.open = false;
  }

  /** Opens or closes a floating chat. */
  toggle(): void {
    this.open = !this.open;
  }

  /** To where one writes. */
  override focus(options?: FocusOptions): void {
    const composer = this.renderRoot.querySelector<ChatComposer>('ws-chat-composer');
    if (composer) focusComposer(composer);
    else super.focus(options);
  }

  /** Sends a message as the visitor; returns its draft id, or undefined where too many wait already. */
  send(text: string): string | undefined {
    return this.#chat.client?.act({ type: 'post', text });
  }

  /** Goes to the newest message and follows what comes. */
  scrollToLatest(): void {
    this.#logPart?.scrollToLatest();
  }

  /** Connects, whatever `loading` says. */
  connect(): void {
    this.#asked = true;
    this.requestUpdate();
  }

  /** Leaves the room until `connect` is called; what is shown stays. */
  disconnect(): void {
    this.#asked = false;
    this.requestUpdate();
  }

  #onClick(event: Event): void {
    const link = (event.target as Element).closest('a');
    if (link && !tellPage(this, 'ws-chat-link', { url: link.href })) event.preventDefault();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    const { company } = this.#company;
    if (company?.open) company.close();
    else if (this.mode === 'floating') this.#opening.close();
  }

  /** Bound here: the line it stands in is rendered by the composer. The pressed button goes with it. */
  readonly #onRetryNow = (): void => {
    (this.#composerPart ?? this.renderRoot.querySelector<HTMLElement>('.scroller'))?.focus();
    this.#chat.client?.retryNow();
  };

  override render() {
    const state = this.#chat.state;
    const strings = this.#strings;
    const { company } = this.#company;
    const launcher = this.#opening.isShown
      ? nothing
      : launcherTemplate(this.#unread, strings, this.#opening.launch);
    if (!this.#opening.wasShown) return launcher;
    const header =
      this.mode === 'overlay'
        ? nothing
        : headerTemplate({
            heading: this.#heading,
            present: state?.link.kind === 'live' ? state.present : undefined,
            strings,
            sheet: company?.open,
            extra: state && company?.tools(),
            onSheet: state && this.#company.toggle,
            onClose: this.mode === 'floating' ? this.#opening.close : undefined,
          });
    const { choices } = this.#choices;
    const isCompact = (choices.density ?? this.density) === 'compact';
    return html`${launcher}
      <section
        class=${isCompact ? 'panel compact' : 'panel'}
        dir=${this.#language.direction ?? nothing}
        part="root"
        aria-label=${this.#heading}
        ?hidden=${!this.#opening.isShown}
        @click=${this.#onClick}
        @keydown=${this.#onKeydown}
      >
        <div class="toast" role="status">${this.#toast.sentence}${this.#toast.about}</div>
        <div class="aloud unseen" aria-live="polite"></div>
        ${header}
        <div class="stage">
          <div class="talk" ?inert=${company?.open !== undefined}>
            ${
              state
                ? conversationTemplate(this.#conversation(state))
                : this.replay
                  ? this.#chat.retry && missingNotice(strings, this.#chat.retry)
                  : refusedNotice(strings.noServer, strings)
            }
          </div>
          ${state && company?.sheet(this.#scene!)}
        </div>
        <slot name="footer"></slot>
      </section>`;
  }

  /** Of the timeline, or of what is shown in its place. */
  #rowsOf(timeline: Timeline, state: ChatState): readonly Row[] {
    const isWhole = timeline === state.timeline;
    const rows = (isWhole ? this.#rows : this.#rowsBack)({
      timeline,
      drafts: state.drafts,
      me: state.you,
      dayOf: this.#language.times.dayKey,
      unreadAfter: this.#mark.line,
      skips: isWhole ? this.#chat.skips : [],
      isAhead: timeline.last < state.timeline.last,
      expected: this.#company.company?.expected,
    });
    return this.#company.among(rows, timeline.last);
  }

  #conversation(state: ChatState): Conversation {
    return {
      ...this.#scene!,
      times: this.#language.times,
      shown: this.#rowsOf(this.#reading.timeline!, state),
      more: this.#reading.timeline!.more,
      isAhead: this.#reading.isAhead,
      isLoadingOlder: this.#reading.isLoadingOlder,
      isBusy: this.#chat.isBusy,
      unread: this.#unread,
      callable: this.#callable(state),
      isTrouble: this.#trouble.isTrouble,
      why: this.#why,
      writes: this.#writes,
      onListMissing: this.#list.retry,
      onComposerMissing: this.#composer.retry,
      placeholder: this.placeholder,
      name: this.name,
      about: this.about,
      above: this.#company.company?.above(this.#scene!),
      onRetryNow: this.#onRetryNow,
      acts: this.#acts,
    };
  }

  /** What there is to see, for what is loaded later. */
  get #scene(): Scene | undefined {
    const { state, client } = this.#chat;
    if (!state) return undefined;
    const { server, room } = this.#target;
    return {
      server: server!,
      room,
      heading: this.#heading,
      state,
      choices: this.#choices.choices,
      strings: this.#strings,
      density: this.density,
      presenceMessages: this.presenceMessages,
      client: client!,
      of: [client, state.timeline.epoch],
      isShown: this.#opening.isShown,
      rows: () => this.#rowsOf(state.timeline, state),
      say: (sentence, about) => this.#toast.say(sentence, about),
      learn: () => this.#language.learn(),
      show: () => {
        if (this.mode === 'floating') this.#opening.open();
        else this.scrollIntoView({ block: 'nearest' });
      },
    };
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
