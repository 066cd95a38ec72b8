// What the word that is being written may become, in a list above the field. It looks at the field by itself,
// and puts what is chosen in as if it had been typed.
import type { Participant } from '../../protocol/server-messages.ts';
import { optionsFor, type Option } from '../completions/options.ts';
import { queryOf, type Query } from '../completions/query.ts';
import { placeBeside } from '../elements/place.ts';
import type { Emoji } from '../emoji/emoji.ts';
import { enCompletions } from '../locales/en-completions.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { given, html, isComposing, nothing, Part } from '../shared.ts';
import { completions } from '../styles/completions.ts';
import type { commandsFor } from './commands.ts';

export class ChatCompletions extends Part {
  static override readonly properties = {
    field: given,
    people: given,
    can: given,
    strings: given,
    options: { state: true },
    active: { state: true },
  };

  static override readonly sheet = completions;

  field: HTMLTextAreaElement | null = null;
  /** Who can be mentioned, the likeliest first. */
  people: readonly Participant[] = [];
  /** What may be done here. */
  can: readonly string[] = [];
  strings!: GivenStrings;

  private options: readonly Option[] = [];
  private active = 0;

  #query: Query | undefined;
  /** Where the word begins of which no completion is wanted. */
  #declined: number | undefined;
  readonly #loaded = new Set<Query['kind']>();
  #emoji: readonly Emoji[] = [];
  #commandsFor: typeof commandsFor = () => [];
  #stop = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('field')) this.#listen();
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    const { field, active } = this;
    const list = this.querySelector<HTMLElement>('.completions')!;
    const isOpen = this.options.length > 0;
    list.togglePopover(isOpen);
    if (!isOpen) return field?.removeAttribute('aria-activedescendant');
    const frame = field!.closest('.field') ?? field!;
    list.style.width = `${frame.clientWidth}px`;
    placeBeside(list, frame);
    const option = list.children[active]!;
    option.scrollIntoView({ block: 'nearest' });
    field!.setAttribute('aria-activedescendant', option.id);
  }

  #listen(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { field } = this;
    if (!field || !this.isConnected) return;
    // A text area may have no other role; as a text box with a list it may say all but whether that is open.
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-haspopup', 'listbox');
    field.setAttribute('aria-controls', 'completions');
    field.addEventListener('input', () => this.#look(), { signal });
    for (const type of ['blur', 'pointerdown']) field.addEventListener(type, () => this.#close(), { signal });
    // Before the field's own: the key that chooses does not send as well.
    field.addEventListener('keydown', (event) => this.#onKeydown(event), { signal, capture: true });
    this.#look();
  }

  #look(): void {
    const { field } = this;
    if (!field || (field.getRootNode() as ShadowRoot).activeElement !== field) return;
    const { value, selectionStart, selectionEnd } = field;
    const query = selectionStart === selectionEnd ? queryOf(value.slice(0, selectionStart)) : undefined;
    if (query?.from !== this.#declined) this.#declined = undefined;
    if (query === undefined || this.#declined !== undefined) return this.#close();
    if (!this.#isLoadedFor(query)) return this.#close();
    const commands = this.#commandsFor(this.can, this.strings);
    this.#query = query;
    this.options = optionsFor(query, { people: this.people, commands, emoji: this.#emoji });
    this.active = 0;
    if (query.kind === 'shortcode') this.#takeShortcode();
  }

  /** Whether there is what it asks for; otherwise the field is looked at again once that has come. */
  #isLoadedFor({ kind }: Query): boolean {
    if (kind === 'person' || this.#loaded.has(kind)) return true;
    // What is typed next asks again.
    this.#load(kind).catch(() => {});
    return false;
  }

  async #load(kind: Exclude<Query['kind'], 'person'>): Promise<void> {
    if (kind === 'command') {
      const { commandsFor, furtherCommands } = await import('./commands.ts');
      const further = await furtherCommands(this.can);
      this.#commandsFor = (can, strings) => commandsFor(can, strings, further);
    } else this.#emoji = (await import('./emoji-data.ts')).groups.flat();
    this.#loaded.add(kind);
    this.#look();
  }

  #takeShortcode(): void {
    const [option] = this.options;
    this.#close();
    if (option) this.#put(option.text);
  }

  #close(): void {
    this.options = [];
  }

  #take(index: number): void {
    const { value, selectionStart } = this.field!;
    const { text } = this.options[index]!;
    // Behind an @ comes a name, at once.
    this.#put(/^\s/.test(value.slice(selectionStart)) || text.endsWith('@') ? text : `${text} `);
  }

  /** In the place of the word. */
  #put(text: string): void {
    const field = this.field!;
    field.setRangeText(text, this.#query!.from, field.selectionStart, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  #move(by: number): void {
    const { length } = this.options;
    this.active = (this.active + by + length) % length;
  }

  #onKeydown(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (this.options.length === 0 || isComposing(event) || shiftKey || ctrlKey || metaKey || altKey) return;
    switch (key) {
      case 'ArrowDown':
        this.#move(1);
        break;
      case 'ArrowUp':
        this.#move(-1);
        break;
      case 'Enter':
      case 'Tab':
        this.#take(this.active);
        break;
      case 'Escape':
        this.#declined = this.#query!.from;
        this.#close();
        break;
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        return this.#close();
      default:
        return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** The field keeps the focus. */
  #onMousedown(event: Event): void {
    event.preventDefault();
  }

  #onClick(event: Event): void {
    const option = (event.target as Element).closest('[role=option]');
    if (option) this.#take([...option.parentElement!.children].indexOf(option));
  }

  override render() {
    const { options, active } = this;
    const strings = { ...enCompletions, ...this.strings };
    const labels = { person: strings.people, command: strings.commands, emoji: strings.emoji, shortcode: '' };
    return html`<div
      class="completions"
      part="completions"
      id="completions"
      popover="manual"
      role="listbox"
      aria-label=${labels[this.#query?.kind ?? 'person']}
      @mousedown=${this.#onMousedown}
      @click=${this.#onClick}
    >
      ${options.map(
        ({ sign, label, note }, index) =>
          html`<div
            class="completion"
            id="completion-${index}"
            role="option"
            aria-selected=${index === active ? 'true' : 'false'}
          >
            ${sign ? html`<span class="sign" aria-hidden="true">${sign}</span>` : nothing}
            <bdi>${label}</bdi>
            ${note ? html`<small>${note}</small>` : nothing}
          </div>`,
      )}
    </div>`;
  }
}

customElements.define('ws-chat-completions', ChatCompletions);
