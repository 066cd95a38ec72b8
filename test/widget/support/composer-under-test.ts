// A composer in the page, written on as a person does.
import { define } from '../../../widget/define.ts';
import { ChatComposer } from '../../../widget/elements/chat-composer.ts';
import { en } from '../../../widget/locales/en.ts';
import { createPart, onPart } from './parts.ts';
import { createPlace, rendered } from './stage.ts';

define();

export class ComposerUnderTest {
  readonly element: ChatComposer;
  readonly sent: string[] = [];
  readonly names: string[] = [];
  /** What it told of the person's typing. */
  readonly typing: boolean[] = [];

  static async create(properties: Partial<ChatComposer> = {}): Promise<ComposerUnderTest> {
    const composer = new ComposerUnderTest(properties);
    await rendered(composer.element);
    return composer;
  }

  constructor(properties: Partial<ChatComposer>) {
    const place = createPlace();
    onPart(place, 'chat-send', (text) => this.sent.push(text as string));
    onPart(place, 'chat-typing', (on) => this.typing.push(on as boolean));
    onPart(place, 'chat-name', (name) => this.names.push(name as string));
    this.element = createPart('ws-chat-composer', ChatComposer);
    const usual = {
      strings: en,
      maxCharacters: 2_000,
      placeholder: 'Message Lobby',
      named: true,
      name: 'Ann',
    };
    Object.assign(this.element, usual, properties);
    place.append(this.element);
  }

  get field(): HTMLTextAreaElement {
    return this.element.querySelector('textarea')!;
  }

  /** There while the composer asks for a name. */
  get nameField(): HTMLInputElement | null {
    return this.element.querySelector('input');
  }

  /** Whether it asks for a name. */
  get asks(): boolean {
    return this.nameField !== null;
  }

  get canRename(): boolean {
    return this.renameButton !== null;
  }

  get sendButton(): HTMLButtonElement {
    return this.element.querySelector<HTMLButtonElement>(`button[aria-label="${en.send}"]`)!;
  }

  get renameButton(): HTMLButtonElement | null {
    return this.element.querySelector('.writing-as');
  }

  /** What the line below the field says. */
  get problem(): string {
    return this.element.querySelector('#problem')!.textContent.trim();
  }

  async type(text: string, field: HTMLTextAreaElement | HTMLInputElement = this.field): Promise<void> {
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await rendered(this.element);
  }

  /** Returns whether the browser still does what the key does by itself. */
  async press(init: KeyboardEventInit, field: Element = this.field): Promise<boolean> {
    const goesOn = field.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init }),
    );
    await rendered(this.element);
    return goesOn;
  }

  async submitName(): Promise<void> {
    this.nameField!.form!.requestSubmit();
    await rendered(this.element);
  }
}
