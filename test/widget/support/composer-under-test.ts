// A composer in the page, written on as a person does.
import { define } from '../../../widget/define.ts';
import type { Spoken } from '../../../widget/elements/about.ts';
import { ChatComposer } from '../../../widget/later/chat-composer.ts';
import type { NameForm } from '../../../widget/later/name-form.ts';
import { en } from '../../../widget/locales/en.ts';
import { createPart, onPart } from './parts.ts';
import { createPlace, rendered } from './stage.ts';

define();

export class ComposerUnderTest {
  readonly element: ChatComposer;
  /** The texts of `spoken`. */
  readonly sent: string[] = [];
  readonly spoken: Spoken[] = [];
  /** `chat-about-end`, `chat-edit-last` … as they were fired. */
  readonly fired: string[] = [];
  readonly names: string[] = [];
  /** What it told of the person's typing. */
  readonly typing: boolean[] = [];

  static async create(properties: Partial<ChatComposer> = {}): Promise<ComposerUnderTest> {
    const composer = new ComposerUnderTest(properties);
    await composer.rendered();
    return composer;
  }

  constructor(properties: Partial<ChatComposer>) {
    const place = createPlace();
    onPart(place, 'chat-send', (spoken) => {
      this.spoken.push(spoken as Spoken);
      this.sent.push((spoken as Spoken).text);
    });
    for (const type of ['chat-about-end', 'chat-edit-last'])
      place.addEventListener(type, () => this.fired.push(type));
    onPart(place, 'chat-typing', (on) => this.typing.push(on as boolean));
    onPart(place, 'chat-name', (name) => this.names.push(name as string));
    this.element = createPart('ws-chat-composer', ChatComposer);
    const usual = {
      strings: en,
      maxCharacters: 2_000,
      placeholder: 'Message Lobby',
      named: true,
      name: 'Ann',
      can: ['post', 'rename'],
    };
    Object.assign(this.element, usual, properties);
    place.append(this.element);
  }

  get field(): HTMLTextAreaElement {
    return this.element.querySelector('textarea')!;
  }

  /** There while the composer asks for a name. */
  get nameField(): HTMLInputElement | null {
    return this.element.querySelector('#name');
  }

  /** Whether it asks for a name. */
  get asks(): boolean {
    return this.nameField !== null;
  }

  get canRename(): boolean {
    return this.has('button.writing-as');
  }

  get sendButton(): HTMLButtonElement {
    return this.element.querySelector<HTMLButtonElement>('.field [part=send]')!;
  }

  get renameButton(): HTMLButtonElement | null {
    return this.element.querySelector('.writing-as');
  }

  /** What the line below the field says. */
  get problem(): string {
    return this.find('#remark').textContent.trim();
  }

  /** What is read out of it. */
  get said(): string {
    return this.find('.unseen[role=status]').textContent;
  }

  /** What the field is explained by, to those who cannot see it. */
  get description(): string {
    const ids = this.field.getAttribute('aria-describedby')!.split(' ');
    return ids.map((id) => this.find(`#${id}`).textContent.replace(/\s+/g, ' ').trim()).join(' ');
  }

  has(selector: string): boolean {
    return this.element.querySelector(selector) !== null;
  }

  find(selector: string): HTMLElement {
    const found = this.element.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  }

  button(label: string): HTMLButtonElement {
    return this.find(`button[aria-label="${label}"]`) as HTMLButtonElement;
  }

  async set(properties: Partial<ChatComposer>): Promise<void> {
    Object.assign(this.element, properties);
    await this.rendered();
  }

  async click(button: HTMLElement): Promise<void> {
    button.click();
    await this.rendered();
  }

  /** With the parts within it. */
  async rendered(): Promise<void> {
    await rendered(this.element);
    await rendered(...this.element.querySelectorAll<NameForm>('ws-chat-name-form'), this.element);
  }

  async type(text: string, field: HTMLTextAreaElement | HTMLInputElement = this.field): Promise<void> {
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.rendered();
  }

  /** Returns whether the browser still does what the key does by itself. */
  async press(init: KeyboardEventInit, field: Element = this.field): Promise<boolean> {
    const goesOn = field.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init }),
    );
    await this.rendered();
    return goesOn;
  }

  async submitName(): Promise<void> {
    this.nameField!.form!.requestSubmit();
    await this.rendered();
  }
}
