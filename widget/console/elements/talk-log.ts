// What is said in a room, for those who keep it: the chat's own rows, with acts on each. Rows in, wishes out.
import { html, nothing, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant } from '../../../protocol/server-messages.ts';
import { NearEnds } from '../../controllers/near-ends.ts';
import { ScrollKeeper } from '../../controllers/scroll-keeper.ts';
import { given, Part, PartEvent } from '../../elements/part.ts';
import type { RowContext } from '../../elements/row-context.ts';
import { rowTemplate } from '../../elements/row-template.ts';
import type { Times } from '../../elements/times.ts';
import { en } from '../../locales/en.ts';
import { enList } from '../../locales/en-list.ts';
import { createBlocks, type Block } from '../../rows/blocks.ts';
import type { MessageRow, Row } from '../../rows/row.ts';
import type { ConsoleStrings } from '../strings.ts';
import { icons } from './icons.ts';
import { mayWish, wishedBy, type Wish, type WishKind } from './wish.ts';

interface RowTool {
  readonly kind: WishKind;
  readonly key: string;
  readonly icon: unknown;
  readonly label: (strings: ConsoleStrings) => string;
}

/** Each by a button and by a key; both open what asks once more, with the answer under Enter. */
const tools: readonly RowTool[] = [
  { kind: 'remove', key: 'd', icon: icons.remove, label: ({ remove }) => remove },
  { kind: 'mute', key: 'm', icon: icons.mute, label: ({ mute }) => mute },
  { kind: 'ban', key: 'b', icon: icons.ban, label: ({ ban }) => ban },
  { kind: 'pin', key: 'p', icon: icons.pin, label: ({ pin }) => pin },
  { kind: 'more', key: '.', icon: icons.more, label: ({ more }) => more },
];

const none: readonly string[] = [];

/**
 * @fires console-wish - `Wish`: something is to be done about a message, or about who wrote it.
 * @fires console-older - Older messages are wanted.
 */
export class TalkLog extends Part {
  static override readonly properties = {
    rows: given,
    label: given,
    more: given,
    loadingOlder: given,
    live: given,
    may: given,
    you: given,
    strings: given,
    times: given,
    pointed: { state: true },
    pinned: { state: true },
  };

  rows: readonly Row[] = [];
  label = '';
  more = false;
  loadingOlder = false;
  live = false;
  /** What we may do in the room. */
  may: readonly string[] = none;
  you: Participant | undefined;
  strings!: ConsoleStrings;
  times!: Times;

  /** The seq of the message that is pointed at, or has the focus. */
  private pointed: number | undefined;
  private pinned = true;

  readonly #blocks = createBlocks();
  #context: RowContext | undefined;

  readonly #scroll = new ScrollKeeper(this, {
    onPinned: (pinned) => (this.pinned = pinned),
    isAhead: () => false,
  });

  constructor() {
    super();
    new NearEnds(this, {
      isOpen: (end) => end === 'top' && this.more && !this.loadingOlder,
      onNear: () => this.dispatchEvent(new PartEvent('console-older', undefined)),
    });
  }

  /** Whether the newest message is in view. */
  get following(): boolean {
    return this.#scroll.follows;
  }

  /** Gives the focus back to the row that something was done about, or to its neighbour. */
  focusRow(seq = this.pointed): void {
    const rows = this.#all;
    const row = rows.find(({ dataset }) => Number(dataset.seq) >= (seq ?? 0)) ?? rows.at(-1);
    row?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const parts = ['live', 'times', 'you'] as const;
    if (this.#context && !parts.some((part) => changed.has(part))) return;
    const { times, live, you } = this;
    // Those who keep the room look on: what is chosen is the visitors’.
    this.#context = {
      strings: { ...en, ...enList },
      times,
      live,
      can: none,
      me: you?.name,
      names: () => none,
    };
  }

  protected override updated(): void {
    if (this.querySelector('ws-chat-poll:not(:defined)')) import('../../later/poll.ts').catch(() => {});
    const bar = this.querySelector<HTMLElement>('.row-tools');
    const row = this.#rowOf(this.pointed);
    if (!bar || !row) return;
    const list = this.querySelector('.rows')!;
    bar.style.insetBlockStart = `${row.getBoundingClientRect().top - list.getBoundingClientRect().top}px`;
  }

  get #all(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-seq]')];
  }

  get #pointedRow(): MessageRow | undefined {
    return this.rows.find((row): row is MessageRow => row.kind === 'message' && row.seq === this.pointed);
  }

  #rowOf(seq: number | undefined): HTMLElement | null {
    return seq === undefined ? null : this.querySelector(`[data-seq="${seq}"]`);
  }

  #wish(kind: WishKind, row = this.#pointedRow): void {
    if (row) this.dispatchEvent(new PartEvent<Wish>('console-wish', { kind, row }));
  }

  #mayDo(kind: WishKind, row = this.#pointedRow): boolean {
    return row !== undefined && mayWish(kind, row.from, this);
  }

  readonly #onPoint = ({ target }: Event): void => {
    if ((target as Element).closest('.row-tools')) return;
    const row = (target as Element).closest<HTMLElement>('[data-seq]');
    if (row) this.pointed = Number(row.dataset.seq);
  };

  readonly #onLeave = (): void => {
    if (!this.contains((this.getRootNode() as ShadowRoot).activeElement)) this.pointed = undefined;
  };

  readonly #onClick = ({ target }: Event): void => {
    const button = (target as Element).closest<HTMLElement>('[data-unfold], [data-jump]');
    const row = button?.closest<HTMLElement>('[data-row]');
    if (button?.dataset.jump) this.focusRow(Number(button.dataset.jump));
    else if (row) row.toggleAttribute('data-unfolded');
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#all;
    const focused = (this.getRootNode() as ShadowRoot).activeElement;
    // From its tools one goes on from the row itself.
    const at = rows.findIndex(
      (row) => row.contains(focused) || (focused?.closest('.row-tools') && row === this.#rowOf(this.pointed)),
    );
    const go = (row: HTMLElement | undefined) => {
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
    };
    const kind = wishedBy(event);
    if (event.key === 'ArrowUp' || event.key === 'k')
      go(rows[at < 0 ? rows.length - 1 : Math.max(0, at - 1)]);
    else if (event.key === 'ArrowDown' || event.key === 'j') go(rows[at < 0 ? rows.length - 1 : at + 1]);
    else if (event.key === 'Home') go(rows[0]);
    else if (event.key === 'End') go(rows.at(-1));
    else if (event.key === 'Enter' && at >= 0 && focused === rows[at])
      this.querySelector<HTMLElement>('.row-tools button')?.focus();
    else if (event.key === 'Escape') go(this.#rowOf(this.pointed) ?? undefined);
    else if (kind && this.#mayDo(kind)) this.#wish(kind);
    else return;
    event.preventDefault();
  };

  override render() {
    return html`<div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${this.label}
        tabindex="0"
        @click=${this.#onClick}
        @keydown=${this.#onKeydown}
        @focusin=${this.#onPoint}
        @pointerover=${this.#onPoint}
        @pointerdown=${this.#onPoint}
        @pointerleave=${this.#onLeave}
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
          ${this.#tools()}
        </div>
      </div>
      ${
        this.pinned
          ? nothing
          : html`<button class="button down" type="button" @click=${() => this.#scroll.follow(true)}>
              ${this.strings.toNewest}
            </button>`
      }`;
  }

  #block(block: Block) {
    const context = this.#context!;
    const row = (one: Row) => guard([one, context], () => rowTemplate(one, context));
    return guard([block, context], () => repeat(block.rows, ({ key }) => key, row));
  }

  #edge() {
    const { strings } = this;
    if (this.loadingOlder) return html`<div class="edge">${strings.loadingOlder}</div>`;
    if (this.more) return html`<div class="edge">&nbsp;</div>`;
    return html`<div class="edge">${this.rows.length > 0 ? strings.beginning : strings.nothingSaid}</div>`;
  }

  #tools() {
    const row = this.#pointedRow;
    if (!row) return nothing;
    const { strings } = this;
    return html`<div class="row-tools" role="toolbar" aria-label=${strings.actsOn(row.from.name)}>
      ${tools
        .filter(({ kind }) => this.#mayDo(kind, row))
        .map(({ kind, key, icon, label }) => {
          const name = kind === 'pin' && row.pinned ? strings.unpin : label(strings);
          return html`<button
            type="button"
            aria-label=${name}
            title=${strings.withKey(name, key)}
            aria-keyshortcuts=${key}
            @click=${() => this.#wish(kind)}
          >
            ${icon}
          </button>`;
        })}
    </div>`;
  }
}
