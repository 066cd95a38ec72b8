// The list of messages: rows in, and what the reader wants of them out. It comes beside the connection, once there is
// a panel to be seen; until then its place is kept.
import type { PropertyValues } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import { NearEnds } from '../controllers/near-ends.ts';
import type { Handled, RowHandling } from '../controllers/row-handling.ts';
import { ScrollKeeper } from '../controllers/scroll-keeper.ts';
import { enList } from '../locales/en-list.ts';
import type { GivenStrings, ListStrings } from '../locales/strings.ts';
import type { RowContext } from '../elements/row-context.ts';
import { rowTemplate } from '../elements/row-template.ts';
import type { Times } from '../elements/times.ts';
import { createBlocks, type Block } from '../rows/blocks.ts';
import type { Row } from '../rows/row.ts';
import { css, given, guard, html, Part, PartEvent, repeat, tellMissing } from '../shared.ts';
import { log } from '../styles/log.ts';
import { row } from '../styles/row.ts';
import { text } from '../styles/text.ts';

export type DraftAct = 'retry' | 'edit' | 'discard';

/** How long a row that was jumped to stands out. */
const flashMs = 1_600;

const kept = ['type', 'target', 'pointerType', 'key', 'shiftKey', 'ctrlKey', 'metaKey', 'altKey'] as const;

/**
 * @fires chat-older - The reader nears the top: older messages are wanted.
 * @fires chat-newer - The reader nears the end of what is shown, and there is more.
 * @fires chat-latest - The newest messages are wanted, in the place of what is shown.
 * @fires chat-draft - `{act, draftId}`: something is to be done with a refused draft.
 * @fires chat-act - `RowAct`: something is to be done with a message.
 * @fires chat-skipped - `from`: what was left out from this seq on is wanted.
 * @fires chat-read - The reader is at the bottom, and so has seen everything.
 * @fires chat-strayed - The reader has left the bottom.
 * @fires chat-leave - The reader wants to write, by Escape.
 * @fires chat-keys - The reader wants to know which keys there are.
 */
export class ChatLog extends Part {
  static override readonly properties = {
    rows: given,
    label: given,
    more: given,
    ahead: given,
    loadingOlder: given,
    live: given,
    unread: given,
    busy: given,
    can: given,
    me: given,
    names: given,
    strings: given,
    times: given,
    pinned: { state: true },
    hasJumped: { state: true },
  };

  static override readonly sheet = css`
    ${log}${row}${text}
  `;

  rows: readonly Row[] = [];
  label = '';
  /** Whether older messages exist. */
  more = false;
  /** Whether newer messages exist than these. */
  ahead = false;
  loadingOlder = false;
  live = false;
  /** Messages that came while the reader was further up. */
  unread = 0;
  /** So much is said that a reader may want it to pause. */
  busy = false;
  /** What may be done here. */
  can: readonly string[] = [];
  /** Who the reader is. */
  me: Participant | undefined;
  /** Who can be called by name. */
  names: readonly string[] = [];
  strings!: GivenStrings;
  times!: Times;

  private pinned = true;
  /** The reader was brought to a message, and has not come down since. */
  private hasJumped = false;

  readonly #blocks = createBlocks();
  #strings!: ListStrings;
  #context: RowContext | undefined;

  readonly #scroll = new ScrollKeeper(this, {
    onPinned: (pinned) => {
      this.pinned = pinned;
      if (pinned) this.hasJumped = false;
      this.dispatchEvent(new PartEvent(pinned ? 'chat-read' : 'chat-strayed', undefined));
    },
    isAhead: () => this.ahead,
  });

  /** Comes with the tools, when something is first done to a row. */
  #handling: RowHandling | undefined;

  constructor() {
    super();
    new NearEnds(this, {
      isOpen: (end) => (end === 'top' ? this.more && !this.loadingOlder : this.ahead),
      onNear: (end) =>
        this.dispatchEvent(new PartEvent(end === 'top' ? 'chat-older' : 'chat-newer', undefined)),
    });
  }

  /** Whether the reader sees what comes. */
  get following(): boolean {
    return this.#scroll.follows;
  }

  /** The seq of the first message in view; undefined where none is. */
  get seqInView(): number | undefined {
    return this.#scroll.seqInView;
  }

  /** Goes to the newest message and follows what comes. */
  scrollToLatest(): void {
    if (this.ahead) this.dispatchEvent(new PartEvent('chat-latest', undefined));
    this.#scroll.follow(true);
  }

  /**
   * Shows the message with this seq, and makes it stand out for a moment; false where it is not held. It gets the
   * focus only from within the chat: an address in the page's bar takes it from nobody.
   */
  reveal(seq: number): boolean {
    const row = this.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!row) return false;
    this.#scroll.scrollTo(row);
    this.hasJumped = !this.following;
    if ((this.getRootNode() as ShadowRoot).activeElement) row.focus({ preventScroll: true });
    row.classList.add('flash');
    setTimeout(() => row.classList.remove('flash'), flashMs);
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const parts = ['live', 'strings', 'times', 'me', 'can'] as const;
    if (this.#context && !parts.some((part) => changed.has(part))) return;
    if (changed.has('strings')) this.#strings = { ...enList, ...this.strings };
    const strings = this.#strings;
    const { times, live, me, can } = this;
    // Who comes is known to what is said from then on: no row is made anew for it.
    this.#context = { strings, times, live, can, me: me?.name, names: () => this.names };
  }

  protected override updated(): void {
    if (!this.pinned || this.busy) import('./way-down.ts').catch(() => {});
  }

  #onRowEvent(event: Event): void {
    if (this.#handling) {
      if (!this.#handling.handle(event)) return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    // What is left of an event once that has come.
    const rest = Object.fromEntries(kept.map((name) => [name, (event as Handled)[name]])) as Handled;
    import('./row-tools.ts').then(
      ({ RowHandling }) => {
        this.#handling ??= new RowHandling(this);
        // A key moves the focus of nobody who has gone on meanwhile.
        if (!rest.key || this.matches(':focus-within')) this.#handling.handle(rest);
      },
      () => {
        if (rest.type === 'click' && (rest.target as Element).closest('button')) tellMissing(this);
      },
    );
  }

  #onFollow({ detail: on }: PartEvent<boolean>): void {
    if (on) this.scrollToLatest();
    else this.#scroll.follow(false);
  }

  override render() {
    const { strings } = this;
    return html`
      <div
        class="scroller"
        part="log"
        role="log"
        aria-live="off"
        aria-label=${this.label}
        tabindex="0"
        @click=${this.#onRowEvent}
        @keydown=${this.#onRowEvent}
        @focusin=${this.#onRowEvent}
        @pointerover=${this.#onRowEvent}
        @pointermove=${this.#onRowEvent}
        @pointerleave=${this.#onRowEvent}
      >
        <div class="rows">
          <div class="sentinel top"></div>
          ${this.#edge()}
          ${repeat(
            this.#blocks(this.rows),
            ({ key }) => key,
            (block) => html`<div class="block">${this.#block(block)}</div>`,
          )}
          <div class="sentinel bottom"></div>
          <ws-chat-row-tools
            .can=${this.can}
            .strings=${strings}
            @chat-tools-closed=${this.#onRowEvent}
          ></ws-chat-row-tools>
        </div>
      </div>
      <ws-chat-way-down
        .following=${this.pinned}
        .busy=${this.busy}
        .unread=${this.unread}
        .rows=${this.rows}
        .hasJumped=${this.hasJumped}
        .strings=${strings}
        @chat-follow=${this.#onFollow}
      ></ws-chat-way-down>
    `;
  }

  /** A block that is the same is left alone, and so is a row of another. */
  #block(block: Block) {
    const context = this.#context!;
    const row = (one: Row) => guard([one, context], () => rowTemplate(one, context));
    return guard([block, context], () => repeat(block.rows, ({ key }) => key, row));
  }

  #edge() {
    if (this.loadingOlder) return html`<div class="edge">${this.#strings.loadingOlder}</div>`;
    return this.more
      ? html`<div class="edge">&nbsp;</div>`
      : html`<div class="edge">${this.#strings.beginning}</div>`;
  }
}

/** As a person looks here they look elsewhere. */
export { avatarTemplate, hueOf } from '../elements/person.ts';

customElements.define('ws-chat-log', ChatLog);
