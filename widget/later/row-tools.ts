// What can be done with the message that is pointed at or that has the focus: one toolbar for the whole
// list, moved to that row.
import type { PropertyValues } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import { stepAcross } from '../elements/across.ts';
import { placeBeside } from '../elements/place.ts';
import { quickEmojis, type RowAct } from '../elements/row-act.ts';
import { enTools } from '../locales/en-tools.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { actsOnPeople } from '../moderating.ts';
import { outranks } from '../rank.ts';
import type { MessageRow, Row } from '../rows/row.ts';
import { given, html, icon, nothing, Part, PartEvent, tellMissing } from '../shared.ts';
import { tools } from '../styles/tools.ts';
import type { ModerationView } from './moderation-menu.ts';
import type { Told } from './report-form.ts';

export { RowHandling } from '../controllers/row-handling.ts';

const reactIcon = icon(
  'M8 14.5A6.5 6.5 0 1 1 8 1.5a6.5 6.5 0 0 1 0 13zM5.5 9.5a3 3 0 0 0 5 0M5.9 6h.01M10.1 6h.01',
);
const replyIcon = icon('M6.5 4L2.5 8l4 4M2.5 8h7a4 4 0 0 1 4 4');
const moreIcon = icon('M3.5 8h.01M8 8h.01M12.5 8h.01');
const addIcon = icon('M8 3v10M3 8h10');

type Open = 'nothing' | 'emojis' | 'picker' | 'menu' | 'reactions' | 'removal' | 'moderation' | 'report';

/**
 * @fires chat-act - `RowAct`: what is to be done.
 * @fires chat-tools-closed - A menu was closed; the row that it was for has the focus again.
 */
export class RowTools extends Part {
  static override readonly properties = {
    row: given,
    rows: given,
    me: given,
    can: given,
    strings: given,
    open: { state: true },
  };

  static override readonly sheet = tools;

  row: MessageRow | undefined;
  /** All that is seen of the log. */
  rows: readonly Row[] = [];
  me: Participant | undefined;
  /** What may be done here. */
  can: readonly string[] = [];
  strings!: GivenStrings;

  private open: Open = 'nothing';
  #opener: HTMLElement | undefined;
  #view: ModerationView = 'all';

  /** Whether a menu of it is open: then it stays with its row. */
  get isOpen(): boolean {
    return this.open !== 'nothing';
  }

  get #strings() {
    return { ...enTools, ...this.strings };
  }

  get controls(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.tool')];
  }

  showReactions(opener?: HTMLElement): void {
    this.#show('reactions', opener);
  }

  /** What a key asks for on the row itself; returns whether that is there. */
  take(key: string, opener: HTMLElement): boolean {
    const { row, can } = this;
    if (!row) return false;
    switch (key) {
      case 'Delete':
      case 'Backspace':
        if (!row.own) return can.includes('remove-any') && this.#moderate('remove', opener);
        if (can.includes('remove')) this.#show('removal', opener);
        return can.includes('remove');
      case 'm':
        return can.includes('mute') && this.#moderate('mute', opener);
      case 'b':
        return can.includes('ban') && this.#moderate('ban', opener);
      default:
        return false;
    }
  }

  protected override willUpdate(): void {
    // The message may go while a menu of it is open.
    if (!this.row) this.open = 'nothing';
  }

  protected override updated(changed: PropertyValues): void {
    const popover = this.querySelector<HTMLElement>(':scope > [popover]');
    if (!changed.has('open') || !popover || !this.#opener) return;
    if (!popover.matches(':popover-open')) popover.showPopover();
    placeBeside(popover, this.#opener);
    (popover.querySelector<HTMLElement>('button') ?? popover).focus();
  }

  #show(open: Open, opener = this.#opener): void {
    this.#opener = opener;
    this.open = open;
  }

  #close(): void {
    if (!this.isOpen) return;
    this.open = 'nothing';
    this.#opener?.focus();
    this.dispatchEvent(new PartEvent('chat-tools-closed', undefined));
  }

  #act(act: RowAct): void {
    const returns = act.kind !== 'reply' && act.kind !== 'edit';
    if (returns) this.#close();
    else this.open = 'nothing';
    this.dispatchEvent(new PartEvent('chat-act', act));
  }

  #react(emoji: string): void {
    const { seq, reactions } = this.row!;
    const isOwn = reactions.some((reaction) => reaction.own && reaction.emoji === emoji);
    this.#act({ kind: 'react', seq, emoji, on: !isOwn });
  }

  #pick(): void {
    this.#showOnceThere('picker', import('./emoji-picker.ts'));
  }

  #report(): void {
    this.#showOnceThere('report', import('./report-form.ts'));
  }

  /** It has the focus once its file is there: until then the button that called for it. */
  #showOnceThere(open: Open, file: Promise<unknown>, opener = this.#opener): void {
    this.#show(open, opener);
    this.#opener?.focus();
    file.catch(() => {
      this.#close();
      tellMissing(this);
    });
  }

  /** Returns false where nobody of the reader’s rank may. */
  #moderate(view: ModerationView, opener = this.#opener): boolean {
    if (!this.#keeps) return false;
    this.#view = view;
    this.#showOnceThere('moderation', import('./moderation-menu.ts'), opener);
    return true;
  }

  /** Whether the reader may do something about the author. */
  get #keeps(): boolean {
    const { row, can, me } = this;
    return row !== undefined && !row.own && actsOnPeople(can) && outranks(me?.role, row.from.role);
  }

  /** Who may take a poll back may end it. */
  get #endsPolls(): boolean {
    const { row, can, me } = this;
    if (!row || !can.includes('remove')) return false;
    return row.own || (can.includes('remove-any') && outranks(me?.role, row.from.role));
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    // Closed by a click elsewhere or by Escape.
    if (event.newState === 'closed') this.#close();
  };

  readonly #onMenuKeydown = (event: KeyboardEvent): void => {
    const items = [...this.querySelectorAll<HTMLElement>('[popover] button')];
    const at = items.indexOf(event.target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? stepAcross(this, event.key);
    if (event.key === 'Escape' || event.key === 'Tab') this.#close();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items.at(-1)?.focus();
    else if (step && at >= 0) items.at((at + step) % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Its keys are not those of the list around it. */
  readonly #onPickerKeydown = (event: Event): void => event.stopPropagation();

  /** The arrows scroll it. */
  readonly #onReactionsKeydown = (event: KeyboardEvent): void => {
    this.#onMenuKeydown(event);
    event.stopPropagation();
  };

  override render() {
    const { row, can } = this;
    const strings = this.#strings;
    if (!row) return nothing;
    const tool = (label: string, content: unknown, act: (opener: HTMLElement) => void, opens?: Open) =>
      html`<button
        class="tool"
        type="button"
        tabindex="-1"
        aria-label=${label}
        title=${label}
        aria-haspopup=${opens ? 'menu' : nothing}
        aria-expanded=${opens ? String(this.open === opens) : nothing}
        @click=${(event: Event) => act(event.currentTarget as HTMLElement)}
      >
        ${content}
      </button>`;
    return html`<div class="tools" part="toolbar" role="toolbar" aria-label=${strings.actions}>
        ${
          can.includes('react')
            ? tool(strings.react, reactIcon, (opener) => this.#show('emojis', opener), 'emojis')
            : nothing
        }
        ${
          can.includes('reply')
            ? tool(strings.reply, replyIcon, () => this.#act({ kind: 'reply', seq: row.seq }))
            : nothing
        }
        ${tool(strings.more, moreIcon, (opener) => this.#show('menu', opener), 'menu')}
      </div>
      ${this.#popover(row)}`;
  }

  #popover(row: MessageRow) {
    switch (this.open) {
      case 'nothing':
        return nothing;
      case 'emojis':
        return this.#menu('quick', [
          ...quickEmojis.map((emoji) => this.#emojiItem(emoji, row)),
          this.#moreEmojiItem(),
        ]);
      case 'picker':
        return html`<ws-chat-emoji-picker
          .anchor=${this.#opener}
          .strings=${this.strings}
          @keydown=${this.#onPickerKeydown}
          @chat-emoji=${({ detail }: PartEvent<string>) => this.#react(detail)}
          @chat-emoji-end=${() => this.#close()}
        ></ws-chat-emoji-picker>`;
      case 'moderation':
        return html`<ws-chat-moderation-menu
          .anchor=${this.#opener}
          .whom=${row.from}
          .seq=${row.seq}
          .rows=${this.rows}
          .may=${this.can}
          .view=${this.#view}
          .strings=${this.strings}
          @chat-moderation-end=${() => this.#close()}
        ></ws-chat-moderation-menu>`;
      case 'report':
        return html`<ws-chat-report-form
          .anchor=${this.#opener}
          .whom=${row.from}
          .strings=${this.strings}
          @chat-report=${({ detail }: PartEvent<Told>) =>
            this.#act({ kind: 'report', seq: row.seq, ...detail })}
          @chat-report-end=${() => this.#close()}
        ></ws-chat-report-form>`;
      case 'menu':
        return this.#menu('menu', this.#items(row));
      case 'reactions':
        return this.#reactions(row);
      case 'removal':
        return this.#menu('menu', [
          this.#item(this.#strings.removeForAll, () => this.#act({ kind: 'remove', seq: row.seq }), true),
          this.#item(this.#strings.keep, () => this.#close()),
        ]);
    }
  }

  #reactions({ reactions }: MessageRow) {
    return html`<div
      class="reacted"
      part="menu"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${this.#strings.whoReacted}
      @toggle=${this.#onToggle}
      @keydown=${this.#onReactionsKeydown}
    >
      <ul>
        ${reactions.map(
          ({ emoji, names }) =>
            html`<li>
              <span>${emoji}</span>
              <div>${names.map((name, index) => html`${index > 0 ? ', ' : nothing}<bdi>${name}</bdi>`)}</div>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #menu(name: string, items: readonly unknown[]) {
    return html`<div
      class=${name}
      part="menu"
      popover
      role="menu"
      aria-label=${this.#strings.actions}
      @toggle=${this.#onToggle}
      @keydown=${this.#onMenuKeydown}
    >
      ${items}
    </div>`;
  }

  #emojiItem(emoji: string, { reactions }: MessageRow) {
    const isOwn = reactions.some((reaction) => reaction.own && reaction.emoji === emoji);
    return html`<button
      type="button"
      role="menuitemcheckbox"
      aria-checked=${String(isOwn)}
      @click=${() => this.#react(emoji)}
    >
      ${emoji}
    </button>`;
  }

  #moreEmojiItem() {
    const label = this.#strings.moreEmoji;
    return html`<button
      class="more-emoji"
      type="button"
      role="menuitem"
      aria-haspopup="dialog"
      aria-label=${label}
      title=${label}
      @click=${() => this.#pick()}
    >
      ${addIcon}
    </button>`;
  }

  #items({ seq, own, from, pinned, reactions, poll }: MessageRow) {
    const { can } = this;
    const strings = this.#strings;
    const act = (kind: 'edit' | 'copy' | 'link') => () => this.#act({ kind, seq });
    return [
      own && can.includes('edit') && !poll ? this.#item(strings.edit, act('edit')) : nothing,
      this.#item(strings.copyText, act('copy')),
      this.#item(strings.copyLink, act('link')),
      can.includes('pin')
        ? this.#item(pinned ? strings.unpin : strings.pin, () => this.#act({ kind: 'pin', seq, on: !pinned }))
        : nothing,
      poll && !poll.ended && this.#endsPolls
        ? this.#item(strings.endPoll, () => this.#act({ kind: 'end-poll', seq }))
        : nothing,
      reactions.length > 0 ? this.#item(strings.whoReacted, () => this.showReactions()) : nothing,
      own
        ? nothing
        : this.#item(strings.mute(from.name), () =>
            this.#act({ kind: 'mute', id: from.id, name: from.name, on: true }),
          ),
      // Who keeps the room acts at once.
      own || this.#keeps || !can.includes('report')
        ? nothing
        : this.#item(strings.report, () => this.#report()),
      this.#keeps ? this.#item(strings.moderate(from.name), () => this.#moderate('all')) : nothing,
      own && can.includes('remove')
        ? this.#item(strings.discard, () => this.#show('removal'), true)
        : nothing,
    ];
  }

  #item(label: string, run: () => void, isDangerous = false) {
    return html`<button
      type="button"
      role="menuitem"
      class=${isDangerous ? 'item danger' : 'item'}
      @click=${run}
    >
      ${label}
    </button>`;
  }
}

if (!customElements.get('ws-chat-row-tools')) customElements.define('ws-chat-row-tools', RowTools);
