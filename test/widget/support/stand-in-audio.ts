// Stands in for the browser's sound: what was played, and when.
import { afterTest } from './stage.ts';

class StandInParameter {
  readonly values: number[] = [];
  setValueAtTime = (value: number) => this.values.push(value);
  linearRampToValueAtTime = (value: number) => this.values.push(value);
  exponentialRampToValueAtTime = (value: number) => this.values.push(value);
}

export class StandInAudio {
  /** The frequencies of the tones that were started, in hertz. */
  readonly tones: number[] = [];
  /** The loudest of each tone. */
  readonly gains: number[] = [];
  contexts = 0;
  suspended = 0;
  /** Lets the sound out; until then it is held back. */
  allow = () => {};
  isHeldBack = false;
}

/** Until the end of the test. */
export function standInForAudio(): StandInAudio {
  const audio = new StandInAudio();
  const held = new Promise<void>((resolve) => (audio.allow = resolve));
  const real = { AudioContext, OscillatorNode, GainNode };
  Object.assign(globalThis, {
    AudioContext: class {
      readonly currentTime = 0;
      readonly destination = {};
      constructor() {
        audio.contexts++;
      }
      resume = () => (audio.isHeldBack ? held : Promise.resolve());
      suspend = () => Promise.resolve(audio.suspended++);
    },
    OscillatorNode: class {
      readonly #frequency: number;
      constructor(_: unknown, { frequency }: { readonly frequency: number }) {
        this.#frequency = frequency;
      }
      connect = <Node>(node: Node) => node;
      start = () => audio.tones.push(this.#frequency);
      stop = () => {};
    },
    GainNode: class {
      readonly gain = new StandInParameter();
      connect = <Node>(node: Node) => {
        audio.gains.push(Math.max(...this.gain.values));
        return node;
      };
    },
  });
  afterTest(() => Object.assign(globalThis, real));
  return audio;
}
