// The field with its two buttons.
import { html } from 'lit';
import type { Strings } from '../locales/en.ts';
import { compositionEnded } from './composing.ts';
import { doneIcon, emojiIcon, sendIcon } from './icons.ts';

export interface Field {
  readonly text: string;
  readonly placeholder: string;
  /** Ids of what explains it. */
  readonly describedBy: string;
  /** Whether the text changes an earlier message. */
  readonly isEdit: boolean;
  readonly canSend: boolean;
  /** Seconds until something can be sent; 0 where there is nothing to wait for. */
  readonly seconds: number;
  readonly picksEmoji: boolean;
  /** Which of the buttons is the stop of the Tab key, if one is. */
  readonly stop: 'emoji' | 'send' | undefined;
  readonly strings: Strings;
  readonly onInput: () => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onEmoji: (event: Event) => void;
}

/** Where fingers write, Enter is a new line and the button sends. */
export function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

export function fieldTemplate(field: Field) {
  const { strings, seconds, isEdit, stop } = field;
  return html`<textarea
      part="input"
      rows="1"
      dir="auto"
      enterkeyhint=${isTouched() ? 'enter' : 'send'}
      autocapitalize="sentences"
      aria-label=${field.placeholder}
      aria-describedby=${field.describedBy}
      placeholder=${field.placeholder}
      .value=${field.text}
      @input=${field.onInput}
      @keydown=${field.onKeydown}
      @compositionend=${compositionEnded}
    ></textarea>
    <div class="together" role="toolbar" aria-label=${field.placeholder}>
      <button
        class="icon-button"
        type="button"
        tabindex=${stop === 'emoji' ? 0 : -1}
        aria-label=${strings.emoji}
        aria-haspopup="dialog"
        aria-expanded=${field.picksEmoji ? 'true' : 'false'}
        @click=${field.onEmoji}
      >
        ${emojiIcon}
      </button>
      <button
        class="send"
        part="send"
        tabindex=${stop === 'send' ? 0 : -1}
        aria-label=${seconds > 0 ? strings.wait(seconds) : isEdit ? strings.save : strings.send}
        aria-disabled=${field.canSend ? 'false' : 'true'}
      >
        ${seconds > 0 ? seconds : isEdit ? doneIcon : sendIcon}
      </button>
    </div>`;
}
