// What is pinned, above the messages: the newest first, and a way to it.
import { enPins } from '../locales/en-pins.ts';
import { enTools } from '../locales/en-tools.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { closeIcon, given, html, icon, nothing, Part, PartEvent, plainText } from '../shared.ts';
import { pinBar } from '../styles/pin-bar.ts';
import type { Pin } from '../timeline/pins.ts';

const pinIcon = icon('M6 2h4l-.5 4.500 2.500 2v1H4v-1l2.500-2zM8 9.500V14');
const upIcon = icon('M4 10l4-4 4 4', 14);
const downIcon = icon('M4 6l4 4 4-4', 14);

/**
 * @fires chat-act - `RowAct`: the reader goes to it, or it is no longer pinned.
 */
export class PinBar extends Part {
  static override readonly properties = {
    pins: given,
    may: given,
    strings: given,
    at: { state: true },
  };

  static override readonly sheet = pinBar;

  /** The one pinned last first; never none. */
  pins: readonly Pin[] = [];
  may: readonly string[] = [];
  strings!: GivenStrings;

  /** Which of them is shown. */
  private at = 0;
  #newest: number | undefined;

  protected override willUpdate(): void {
    const newest = this.pins[0]?.seq;
    // What was pinned but now is shown.
    if (newest !== this.#newest) this.at = 0;
    this.#newest = newest;
    this.at = Math.min(this.at, this.pins.length - 1);
  }

  #step(by: number): void {
    const { length } = this.pins;
    this.at = (this.at + by + length) % length;
  }

  override render() {
    const words = { ...enPins, ...enTools, ...this.strings };
    const { pins, at } = this;
    const pin = pins[at];
    if (!pin) return nothing;
    const { seq, message } = pin;
    const text = message ? plainText(message.text) : words.repliedUnknown;
    const act = (detail: object) => () => this.dispatchEvent(new PartEvent('chat-act', detail));
    return html`<div class="pins" part="pinned" role="region" aria-label=${words.pinned}>
      <button class="pin" type="button" title=${words.goToPinned(text)} @click=${act({ kind: 'jump', seq })}>
        ${pinIcon}
        <span>
          <b>${pins.length > 1 ? words.pinnedOf(at + 1, pins.length) : words.pinned}</b>
          <span dir="auto">${text}</span>
        </span>
      </button>
      ${
        pins.length > 1
          ? [
              this.#button(words.formerPin, downIcon, () => this.#step(1)),
              this.#button(words.nextPin, upIcon, () => this.#step(-1)),
            ]
          : nothing
      }
      ${
        this.may.includes('pin')
          ? this.#button(words.unpin, closeIcon, act({ kind: 'pin', seq, on: false }))
          : nothing
      }
    </div>`;
  }

  #button(label: string, content: unknown, run: () => void) {
    return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${run}>
      ${content}
    </button>`;
  }
}

customElements.define('ws-chat-pin-bar', PinBar);
