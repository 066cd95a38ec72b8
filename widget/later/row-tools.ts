// What can be done with the message that is pointed at or that has the focus: one toolbar for the whole
// list, moved to that row.
import type { PropertyValues } from 'lit';
import { stepAcross } from '../elements/across.ts';
import { placeBeside } from '../elements/place.ts';
import { quickEmojis, type RowAct } from '../elements/row-act.ts';
import { enTools } from '../locales/en-tools.ts';
import type { GivenStrings } from '../locales/strings.ts';
import type { MessageRow } from '../rows/row.ts';
import { given, html, icon, nothing, Part, PartEvent, tellMissing } from '../shared.ts';
import { tools } from '../styles/tools.ts';

export { RowHandling } from '../controllers/row-handling.ts';

const reactIcon = icon(
  'M8 14.5A6.5 6.5 0 1 1 8 1.5a6.5 6.5 0 0 1 0 13zM5.5 9.5a3 3 0 0 0 5 0M5.9 6h.01M10.1 6h.01',
);
const replyIcon = icon('M6.5 4L2.5 8l4 4M2.5 8h7a4 4 0 0 1 4 4');
const moreIcon = icon('M3.5 8h.01M8 8h.01M12.5 8h.01');
const addIcon = icon('M8 3v10M3 8h10');

type Open = 'nothing' | 'emojis' | 'picker' | 'menu' | 'reactions' | 'removal';

/**
 * @fires chat-act - `RowAct`: what is to be done.
 * @fires chat-tools-closed - A menu was closed; the row that it was for has the focus again.
 */
export class RowTools extends Part {
  static override readonly properties = {
    row: given,
    can: given,
    strings: given,
    open: { state: true },
  };

  static override readonly sheet = tools;

  row: MessageRow | undefined;
  /** What the server takes. */
  can: readonly string[] = [];
  strings!: GivenStrings;

  private open: Open = 'nothing';
  #opener: HTMLElement | undefined;

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

  /** The picker has the focus once it is there: until then the button that called for it. */
  #pick(): void {
    this.#show('picker');
    this.#opener?.focus();
    import('./emoji-picker.ts').catch(() => {
      this.#close();
      tellMissing(this);
    });
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
        ${tool(strings.reply, replyIcon, () => this.#act({ kind: 'reply', seq: row.seq }))}
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

  #items({ seq, own, from, reactions }: MessageRow) {
    const { can } = this;
    const strings = this.#strings;
    const act = (kind: 'edit' | 'copy' | 'link') => () => this.#act({ kind, seq });
    return [
      own && can.includes('edit') ? this.#item(strings.edit, act('edit')) : nothing,
      this.#item(strings.copyText, act('copy')),
      this.#item(strings.copyLink, act('link')),
      reactions.length > 0 ? this.#item(strings.whoReacted, () => this.showReactions()) : nothing,
      own
        ? nothing
        : this.#item(strings.mute(from.name), () =>
            this.#act({ kind: 'mute', id: from.id, name: from.name, on: true }),
          ),
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
