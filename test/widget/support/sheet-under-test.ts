// What lies over the conversation, by itself: in a shadow root with the styles that the element gives it.
import { adoptStyles } from 'lit';
import { define } from '../../../widget/define.ts';
import type { Sheet } from '../../../widget/elements/sheet.ts';
import { en } from '../../../widget/locales/en.ts';
import { log } from '../../../widget/styles/log.ts';
import { panel } from '../../../widget/styles/panel.ts';
import { row } from '../../../widget/styles/row.ts';
import { hues, tokens } from '../../../widget/styles/tokens.ts';
import { onPart } from './parts.ts';
import { createPlace, rendered } from './stage.ts';

define();

export class SheetUnderTest<S extends Sheet> {
  readonly element: S;
  /** What it wants of the element around it, by the events' types. */
  readonly wishes: { readonly type: string; readonly detail: unknown }[] = [];

  static async create<S extends Sheet>(
    name: keyof HTMLElementTagNameMap,
    properties: Partial<S>,
    { width = 360 } = {},
  ): Promise<SheetUnderTest<S>> {
    const underTest = new SheetUnderTest<S>(name, properties, width);
    await rendered(underTest.element);
    return underTest;
  }

  constructor(name: keyof HTMLElementTagNameMap, properties: Partial<S>, width: number) {
    const host = createPlace();
    host.style.cssText = `position: relative; block-size: 500px; inline-size: ${width}px`;
    const root = host.attachShadow({ mode: 'open' });
    adoptStyles(root, [tokens, hues, panel, log, row]);
    const section = document.createElement('section');
    section.className = 'panel';
    root.append(section);
    for (const type of ['chat-sheet', 'chat-mute', 'chat-choose'])
      onPart(section, type, (detail) => this.wishes.push({ type, detail }));
    this.element = document.createElement(name) as unknown as S;
    Object.assign(this.element, { strings: en }, properties);
    section.append(this.element);
  }

  get text(): string {
    return this.element.textContent.replace(/\s+/g, ' ').trim();
  }

  all(selector: string): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(selector)];
  }

  button(label: string): HTMLElement {
    const found = this.all('button').find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === label,
    );
    if (!found) throw new Error(`There is no button “${label}”.`);
    return found;
  }

  async set(properties: Partial<S>): Promise<void> {
    Object.assign(this.element, properties);
    await rendered(this.element);
  }
}
