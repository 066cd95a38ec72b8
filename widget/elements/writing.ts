// What is being written, and for which room: kept through a reload, and set aside while a message that
// was sent before is changed.
import { keepText, keptText } from '../field-keep.ts';
import type { About } from './about.ts';

export class Writing {
  #key = '';
  #text = '';
  /** The message being changed, and what was being written when that began. */
  #edit: { readonly seq: number; readonly aside: string } | undefined;

  get text(): string {
    return this.#text;
  }

  /** Without the space around it, as it would be sent. */
  get line(): string {
    return this.#text.trim();
  }

  get isEdit(): boolean {
    return this.#edit !== undefined;
  }

  /** What an edit makes of a text is not kept: what was set aside is. */
  write(text: string): void {
    this.#text = text;
    if (!this.#edit) keepText(this.#key, text);
  }

  /** Turns to another room's text, or to another message to be changed. */
  turn(key: string, about: About | undefined): void {
    if (key !== this.#key) {
      this.#key = key;
      this.#edit = undefined;
      this.#text = keptText(key);
    }
    const edited = about?.kind === 'edit' ? about : undefined;
    if (edited?.seq === this.#edit?.seq) return;
    const aside = this.#edit?.aside ?? this.#text;
    this.#edit = edited && { seq: edited.seq, aside };
    this.#text = edited?.text ?? aside;
  }
}
