// Where one writes. It asks for a name once, when the first message is sent, and loses nothing typed. To read it
// is not needed, and so it comes beside the connection; until then its place is kept.
import type { PropertyValues } from 'lit';
import { countCharacters } from '../../protocol/limits.ts';
import type { Participant, Role, RoomMode } from '../../protocol/server-messages.ts';
import type { NamingState } from '../chat-state.ts';
import type { Choices } from '../choices.ts';
import { Countdown } from '../controllers/countdown.ts';
import { Naming } from '../controllers/naming.ts';
import { WritingActs } from '../controllers/writing-acts.ts';
import { WritingAids } from '../controllers/writing-aids.ts';
import { aboutTemplate, isSameAbout, type About, type Spoken } from '../elements/about.ts';
import type { Closed } from '../elements/closed-template.ts';
import { inputsOf, type Written } from '../elements/composer-inputs.ts';
import { fieldTemplate, isTouched } from '../elements/field-template.ts';
import type { Meaning } from '../elements/meaning.ts';
import { closedByMode, modeLine } from '../elements/mode-line.ts';
import { Outcome } from '../elements/outcome.ts';
import { RemarkLine } from '../elements/remark-line.ts';
import { stateLine } from '../elements/state-line.ts';
import { sincePageBegan } from '../elements/wait.ts';
import { Writing } from '../elements/writing.ts';
import { enComposer } from '../locales/en-composer.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enMode } from '../locales/en-mode.ts';
import type { ComposerStrings, GivenStrings } from '../locales/strings.ts';
import { shutFor } from '../room-mode.ts';
import { closedTemplate, given, goAlong, html, isComposing, Part, PartEvent } from '../shared.ts';
import { composer } from '../styles/composer.ts';

export { WritingActs };

type Inputs = ReturnType<typeof inputsOf>;

/**
 * @fires chat-send - `{text, about}`: a message that fits, and what it answers or changes. Cancelled, it stays.
 * @fires chat-name - `name`: the person chose how to be called.
 * @fires chat-typing - `on`: the person writes, or has taken all of it back.
 * @fires chat-about-end - The text no longer refers to another message.
 * @fires chat-edit-last - The person wants to change what they said last.
 */
export class ChatComposer extends Part {
  static override readonly properties = {
    conversation: given,
    placeholder: given,
    name: given,
    named: given,
    renames: given,
    nameAnswer: given,
    maxCharacters: given,
    status: given,
    writers: given,
    full: given,
    about: given,
    draftKey: given,
    people: given,
    can: given,
    rank: given,
    mode: given,
    sendsBy: given,
    waitUntil: given,
    closed: given,
    strings: given,
    problem: { state: true },
  };

  static override readonly sheet = composer;

  /** All of the following at once, as the element around it has it. */
  conversation: Written | undefined;

  placeholder = '';
  /** The name that is used, or that is suggested while none was chosen. */
  name = '';
  /** Whether a name was chosen: until then the first message asks for one. */
  named = false;
  /** Whether the person may choose how to be called. */
  renames = true;
  /** What the server makes of the name that was asked for last. */
  nameAnswer: NamingState | undefined;
  /** Longest message, in code points. */
  maxCharacters = 0;
  /** What the line above the field says of the connection. */
  status: unknown;
  /** Names of others who write just now. */
  writers: readonly string[] = [];
  /** Too many messages wait to be sent: no further one is taken. */
  full = false;
  /** The message that is answered or changed. */
  about: About | undefined;
  /** What is typed is kept under this key through a reload; empty where it is not. */
  draftKey = '';
  /** Who can be mentioned, the likeliest first. */
  people: readonly Participant[] = [];
  /** What may be done here; empty until that was heard. */
  can: readonly string[] = [];
  /** What the person is in the room. */
  rank: Role | undefined;
  /** How the room is kept. */
  mode: RoomMode = {};
  /** Which key sends; with Ctrl, Enter always does. */
  sendsBy: Choices['sendsBy'] = 'enter';
  /** Until then nothing can be sent, on `performance.now()`'s scale. */
  waitUntil: number | undefined;
  /** Why nothing can be written, and what to do about it. */
  closed: Closed | undefined;
  strings!: GivenStrings;

  /** What a command has to say. */
  private problem = '';

  #isClosed = false;
  /** What the conversation gave last: what is otherwise here meanwhile stays so until that changes. */
  #given: Partial<Inputs> = {};
  readonly #writing = new Writing();
  readonly #countdown = new Countdown(this, () => this.waitUntil);
  readonly #remark = new RemarkLine();
  readonly #naming = new Naming(this, {
    onEnd: (chosen, sends) => {
      this.named ||= chosen;
      this.#focusSoon();
      if (sends) this.#send();
    },
    onMissing: () => (this.problem = this.strings.noConnection),
  });
  readonly #aids = new WritingAids(this, (text) => this.#insert(text));

  constructor() {
    super();
    // A pause ends without a word.
    new Countdown(this, () => sincePageBegan(this.mode.paused?.until ?? 0));
    this.addEventListener('keydown', (event) => this.#onEscape(event));
    // Who begins to write is soon asked for a name.
    this.addEventListener('focusin', () => void (this.named || this.#naming.prepare()), { once: true });
  }

  override focus(): void {
    const instead = '.name-form input, .closed[tabindex], .closed button';
    (this.querySelector<HTMLElement>(instead) ?? this.#field)?.focus();
  }

  /** Puts a text back to be written on; what is there already stays before it. */
  restore(text: string): void {
    const { line } = this.#writing;
    this.#write(line === '' ? text : `${this.#writing.text}\n${text}`);
    this.#focusSoon();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.conversation && changed.has('conversation')) {
      const { acts } = this.conversation;
      acts.writing ??= new WritingActs(acts);
      this.#take(inputsOf(this.conversation));
    }
    this.#writing.turn(this.draftKey, this.about);
    if (changed.has('nameAnswer')) this.#hearOfName();
    const refers = changed.has('about') && this.about && !isSameAbout(this.about, changed.get('about'));
    const isClosed = this.#closed !== undefined;
    const turns = isClosed !== this.#isClosed && this.matches(':focus-within');
    this.#isClosed = isClosed;
    if (refers || turns) this.#focusSoon();
    const { maxCharacters, full, problem } = this;
    const isEmpty = this.#writing.line === '';
    this.#remark.look({ left: this.#left, maxCharacters, isEmpty, full, problem }, this.#strings);
  }

  protected override updated(): void {
    const field = this.#field;
    // Where the browser does not grow the field by itself.
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }

  #take(inputs: Inputs): void {
    const former = this.#given;
    this.#given = inputs;
    const names = Object.keys(inputs) as (keyof Inputs)[];
    const changed = names.filter((name) => inputs[name] !== former[name]);
    Object.assign(this, Object.fromEntries(changed.map((name) => [name, inputs[name]])));
  }

  /** What stands in the field's place. */
  get #closed(): Closed | undefined {
    const shut = shutFor(this.mode, { may: this.can, role: this.rank }, Date.now());
    return this.closed ?? (shut && closedByMode(shut, this.#strings));
  }

  get #strings(): ComposerStrings {
    return { ...enComposer, ...enDuration, ...enMode, ...this.strings };
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** Code points that may still follow. */
  get #left(): number {
    return this.maxCharacters - countCharacters(this.#writing.line);
  }

  /** Why a message cannot go just now. */
  get #hindrance(): string | undefined {
    const strings = this.#strings;
    const { seconds } = this.#countdown;
    if (this.#left < 0) return strings.tooLong(-this.#left);
    if (this.full) return strings.outboxFull;
    return seconds > 0 ? strings.wait(seconds) : undefined;
  }

  /** Whether it is known that the server would not take another name. */
  get #isUnnameable(): boolean {
    return this.can.length > 0 && !this.can.includes('rename');
  }

  /** As if it had been typed, in the place of what is selected. */
  #insert(text: string): void {
    const field = this.#field!;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input'));
    field.focus();
  }

  #focusSoon(): void {
    void this.updateComplete.then(() => this.focus());
  }

  #write(text: string): void {
    this.#writing.write(text);
    this.problem = '';
    this.#remark.say('');
    this.requestUpdate();
  }

  #send(): void {
    const { line, isEdit } = this.#writing;
    if (line === '') return;
    if (isEdit || !line.startsWith('/')) return this.#post(line);
    void this.#aids
      .meaningOf(line, { people: this.people, can: this.can, strings: this.#strings })
      .then((meaning) => {
        // What was written meanwhile is another line.
        if (line === this.#writing.line) this.#mean(meaning);
      });
  }

  #mean(meaning: Meaning): void {
    switch (meaning.kind) {
      case 'message':
        return this.#post(meaning.text);
      case 'wish':
        if (meaning.waits && this.full) return void (this.problem = this.#strings.outboxFull);
        this.#takeBack();
        if (!this.dispatchEvent(new PartEvent(meaning.type, meaning.detail))) this.#naming.command();
        return;
      case 'draft':
        this.#field!.select();
        return this.#insert(meaning.text);
      case 'problem':
        this.problem = meaning.sentence;
    }
  }

  #post(text: string): void {
    const hindrance = this.#hindrance;
    if (hindrance !== undefined) {
      this.#remark.say(hindrance);
      return this.requestUpdate();
    }
    if (!this.named && !this.#isUnnameable) return this.#ask('before-sending');
    const { about } = this;
    const isEdit = about?.kind === 'edit';
    const isChange = !isEdit || about.text !== text;
    // What is not taken stays as it is, with what it refers to.
    if (isChange && !this.dispatchEvent(new PartEvent<Spoken>('chat-send', { text, about }))) return;
    if (!isEdit) this.#write('');
    this.#endAbout();
  }

  #ask(why: Parameters<Naming['ask']>[0]): void {
    void this.#naming.ask(why);
    this.#focusSoon();
  }

  /** What was typed was no message after all. */
  #takeBack(): void {
    this.#write('');
    this.dispatchEvent(new PartEvent('chat-typing', false));
  }

  #endAbout(): void {
    if (!this.about) return;
    this.about = undefined;
    this.#writing.turn(this.draftKey, undefined);
    this.dispatchEvent(new PartEvent('chat-about-end', undefined));
  }

  #hearOfName(): void {
    const { nameAnswer } = this;
    if (nameAnswer?.kind === 'asked') return;
    if (this.#naming.answered(nameAnswer !== undefined) || this.#naming.asks) return;
    // Nobody asked just now: it is the name of an earlier visit, or the page's.
    if (nameAnswer) this.problem = nameAnswer.sentence;
  }

  #onClose(): void {
    this.#endAbout();
    this.#focusSoon();
  }

  #onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event) || !this.about) return;
    // A floating chat around it stays open.
    event.stopPropagation();
    this.#onClose();
  }

  #onInput(): void {
    const field = this.#field!;
    this.#write(field.value);
    this.dispatchEvent(new PartEvent('chat-typing', this.#writing.line !== ''));
    this.#aids.look(field);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (key === 'ArrowUp' && this.#writing.text === '' && !this.about)
      this.dispatchEvent(new PartEvent('chat-edit-last', undefined));
    const isLine = shiftKey || isTouched() || this.sendsBy !== 'enter';
    if (key !== 'Enter' || (isLine && !ctrlKey && !metaKey)) return;
    event.preventDefault();
    this.#send();
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
    this.#field?.focus();
  }

  override render() {
    const { writers, status, name, nameAnswer } = this;
    const closed = this.#closed;
    const refused = nameAnswer?.kind === 'refused' ? nameAnswer : undefined;
    const strings = this.#strings;
    const state = stateLine({
      status,
      writers,
      name: this.named && !closed && name !== '' ? name : undefined,
      renames: this.renames && !this.#isUnnameable,
      strings,
      onRename: () => this.#ask('changing'),
    });
    if (closed) return [state, closedTemplate(closed)];
    return html`
      ${modeLine(this.mode, strings)}
      ${this.#naming.asks ? this.#naming.template(refused?.name ?? name, refused?.sentence ?? '', strings) : state}
      <form class="field" part="composer" @submit=${this.#onSubmit} @keydown=${goAlong}>
        ${aboutTemplate(this.about, strings, () => this.#onClose())}
        <slot name="composer-start"></slot>
        ${this.#fieldTemplate()}
        <slot name="composer-end"></slot>
      </form>
      ${this.#remark.template()}
      ${this.#aids.template({ field: this.#field, people: this.people, can: this.can, strings })}
    `;
  }

  #fieldTemplate() {
    const { text, line, isEdit } = this.#writing;
    return fieldTemplate({
      text,
      placeholder: this.placeholder,
      describedBy: this.about ? 'about remark' : 'remark',
      isHeld: this.#naming.holdsMessage,
      isEdit,
      canSend: line !== '' && this.#hindrance === undefined,
      seconds: this.#countdown.seconds,
      picksEmoji: this.#aids.picksEmoji,
      // Where a name is asked for, its button sends.
      stop: this.#naming.asks ? undefined : text === '' ? 'emoji' : 'send',
      strings: this.#strings,
      onInput: () => this.#onInput(),
      onKeydown: (event) => this.#onKeydown(event),
      onEmoji: this.#aids.onEmojiButton,
    });
  }
}

customElements.define('ws-chat-outcome', Outcome);
customElements.define('ws-chat-composer', ChatComposer);
