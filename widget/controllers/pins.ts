// The line of what is pinned, above the messages: it is loaded with the first of them.
import { html, nothing } from '../shared.ts';
import type { Scene } from '../scene.ts';
import { pinsIn, type Pin } from '../timeline/pins.ts';

export class Pins {
  #of: unknown;
  #pins: readonly Pin[] = [];
  #isAsked = false;

  template({ state, strings }: Scene) {
    const pins = this.#pinsOf(state.timeline);
    if (pins.length === 0) return nothing;
    this.#load();
    return html`<ws-chat-pin-bar .pins=${pins} .may=${state.may} .strings=${strings}></ws-chat-pin-bar>`;
  }

  /** Where it cannot be fetched, the next pin asks again. */
  #load(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    import('../later/pin-bar.ts').catch(() => {});
  }

  /** The same entries have the same pins. */
  #pinsOf(timeline: Scene['state']['timeline']): readonly Pin[] {
    const { entries, lines } = timeline;
    if (this.#of === entries) return this.#pins;
    this.#of = entries;
    const pins = pinsIn({ entries, lines });
    if (pins.length > this.#pins.length) this.#isAsked = false;
    return (this.#pins = pins);
  }
}
