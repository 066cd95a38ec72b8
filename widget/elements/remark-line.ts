// The line below the field: why a text does not go, or how little more may follow. What is seen may
// change at every key; what is read out changes only with its kind.
import { html, nothing } from 'lit';
import type { ComposerStrings } from '../locales/strings.ts';

export interface Written {
  /** Code points that may still follow; negative when there are too many. */
  readonly left: number;
  readonly maxCharacters: number;
  readonly isEmpty: boolean;
  /** Too many messages wait to be sent. */
  readonly full: boolean;
  /** What a command has to say. */
  readonly problem: string;
}

/** From here on the characters left are counted. */
const countFrom = 0.9;

export class RemarkLine {
  #kind = '';
  #text = '';
  #said = '';

  /** Looks at what is written now. */
  look(written: Written, strings: ComposerStrings): void {
    const [kind, text] = remarkOn(written, strings);
    if (kind !== this.#kind) this.#said = text;
    this.#kind = kind;
    this.#text = text;
  }

  /** Reads something out that is seen elsewhere. */
  say(sentence: string): void {
    this.#said = sentence;
  }

  template() {
    const text = this.#text;
    return html`<div id="remark">
        ${text === '' ? nothing : html`<div class=${this.#kind === 'count' ? 'count' : 'problem'}>${text}</div>`}
      </div>
      <div class="unseen" role="status">${this.#said}</div>`;
  }
}

/** A kind, and the words. */
function remarkOn(written: Written, strings: ComposerStrings): readonly [string, string] {
  const { left, maxCharacters, isEmpty, full, problem } = written;
  if (problem !== '') return [problem, problem];
  if (left < 0) return ['long', strings.tooLong(-left)];
  if (full && !isEmpty) return ['full', strings.outboxFull];
  return maxCharacters - left < maxCharacters * countFrom
    ? ['', '']
    : ['count', strings.charactersLeft(left)];
}
