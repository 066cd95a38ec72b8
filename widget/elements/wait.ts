// Counts a wait down for the eye; what is read out says once how long it is.
import type { PropertyValues } from 'lit';
import { Countdown } from '../controllers/countdown.ts';
import { css, given, html, nothing, Part } from '../shared.ts';
import { clockOf } from '../text/clock.ts';

export class Wait extends Part {
  static override readonly properties = { until: given, say: given, words: given };

  static override readonly sheet = css`
    ws-chat-wait {
      font-variant-numeric: tabular-nums;
    }
  `;

  /** Unix time in milliseconds. */
  until = 0;
  /** What is said of the time. */
  say = (time: string): string => time;
  /** The time in words; absent where the wait was told of before. */
  words: ((ms: number) => string) | undefined;

  #said = '';
  readonly #countdown = new Countdown(this, () => sincePageBegan(this.until));

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('until')) this.#said = this.words ? this.say(this.words(this.until - Date.now())) : '';
  }

  override render() {
    const { seconds } = this.#countdown;
    return seconds > 0
      ? html`<span aria-hidden="true">${this.say(clockOf(seconds))}</span
          ><span class="unseen">${this.#said}</span>`
      : nothing;
  }
}

/** The same moment on `performance.now()`'s scale. */
export function sincePageBegan(time: number): number {
  return time - Date.now() + performance.now();
}

if (!customElements.get('ws-chat-wait')) customElements.define('ws-chat-wait', Wait);
