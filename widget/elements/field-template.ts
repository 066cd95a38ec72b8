// The field with its two buttons.
import type { ComposerStrings } from '../locales/strings.ts';
import { shortClockOf } from '../text/clock.ts';
import { compositionEnded, html, icon } from '../shared.ts';

const sendIcon = icon('M8 13V3M4 7l4-4 4 4');
const doneIcon = icon('M3 8.5l3.5 3.5L13 5');
const emojiIcon = icon(
  'M8 1.7a6.3 6.3 0 1 0 0 12.6A6.3 6.3 0 1 0 8 1.7M5.2 9.6a3.2 3.2 0 0 0 5.6 0M5.9 6v.4M10.1 6v.4',
  18,
);

export interface Field {
  readonly text: string;
  readonly placeholder: string;
  /** Ids of what explains it. */
  readonly describedBy: string;
  /** Whether the text stays as it is: it is about to go. */
  readonly isHeld: boolean;
  /** Whether the text changes an earlier message. */
  readonly isEdit: boolean;
  readonly canSend: boolean;
  /** Seconds until something can be sent; 0 where there is nothing to wait for. */
  readonly seconds: number;
  readonly picksEmoji: boolean;
  /** Which of the buttons is the stop of the Tab key, if one is. */
  readonly stop: 'emoji' | 'send' | undefined;
  readonly strings: ComposerStrings;
  readonly onInput: () => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onEmoji: (event: Event) => void;
}

/** Where fingers write, Enter is a new line and the button sends. */
export function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** With what the button shows: who speaks to the page says what they see. */
function waitLabel(seconds: number, strings: ComposerStrings): string {
  const shown = shortClockOf(seconds);
  const sentence = strings.wait(seconds);
  return sentence.includes(shown) ? sentence : `${shown} – ${sentence}`;
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
      ?readonly=${field.isHeld}
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
        aria-label=${seconds > 0 ? waitLabel(seconds, strings) : isEdit ? strings.save : strings.send}
        aria-disabled=${field.canSend ? 'false' : 'true'}
      >
        ${seconds > 0 ? shortClockOf(seconds) : isEdit ? doneIcon : sendIcon}
      </button>
    </div>`;
}
