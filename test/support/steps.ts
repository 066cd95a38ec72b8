// How much work a function does, counted and not timed: the same on every machine, however busy it is.
import { Session } from 'node:inspector';

/**
 * The steps of our own code, as the engine's coverage counts how often each block ran, and the characters and items
 * that the platform's functions go over for it. What a pattern tries in vain is not seen: the linter sees that.
 */
export function countSteps(run: () => void): number {
  blocks.take();
  const platform = countPlatform(run);
  return blocks.take() + platform;
}

class Blocks {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#ask('Profiler.enable');
    this.#ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many ran since the last time. */
  take(): number {
    const { result } = this.#ask('Profiler.takePreciseCoverage') as { readonly result: readonly Script[] };
    return result
      .filter(
        ({ url }) => /\/(protocol|server|widget)\/[^?]*\.ts/.test(url) && !url.includes('/node_modules/'),
      )
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  }

  #ask(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    // Within one thread the answer is there when this returns.
    this.#session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}

interface Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
}

const blocks = new Blocks();

type Method = (...given: never[]) => unknown;

/** What a call of a platform's function goes over, at least. */
type Cost = (self: string & unknown[], given: readonly unknown[], result: unknown) => number;

const whole: Cost = (self) => self.length;
const ofResult: Cost = (_self, _given, result) => (result as string).length;
const upTo: Cost = (self, [wanted, from], found) => {
  const start = typeof from === 'number' ? from : 0;
  return ((found as number) < 0 ? self.length : (found as number) + String(wanted).length) - start;
};
/** Marks on one letter are sorted by insertion. */
const sorted = (text: string) =>
  Array.from(text.matchAll(/\p{M}+/gu), ([run]) => run.length ** 2).reduce(
    (sum, cost) => sum + cost,
    text.length,
  );

const costs: readonly (readonly [object, Readonly<Record<string, Cost>>])[] = [
  [
    String.prototype,
    {
      indexOf: upTo,
      lastIndexOf: whole,
      includes: whole,
      slice: ofResult,
      split: whole,
      replace: whole,
      replaceAll: whole,
      repeat: ofResult,
      trim: whole,
      toLowerCase: whole,
      toUpperCase: whole,
      isWellFormed: whole,
      toWellFormed: whole,
      normalize: (self, _given, result) => sorted(self) + (result as string).length,
    },
  ],
  [
    Array.prototype,
    {
      splice: ofResult,
      slice: ofResult,
      concat: ofResult,
      join: whole,
      includes: whole,
      indexOf: whole,
      reverse: whole,
    },
  ],
  [
    URL,
    { canParse: (_self, [text]) => sorted(text as string), parse: (_self, [text]) => sorted(text as string) },
  ],
  [JSON, { parse: (_self, [text]) => (text as string).length, stringify: ofResult }],
];

function countPlatform(run: () => void): number {
  let count = 0;
  /** What a cost is found out by costs nothing. */
  let measuring = false;
  const measured = (cost: () => number) => {
    if (measuring) return;
    measuring = true;
    count += cost();
    measuring = false;
  };
  const undo: (() => void)[] = [];
  const put = (owner: object, name: string, method: unknown) => {
    const former = Object.getOwnPropertyDescriptor(owner, name)!;
    Object.defineProperty(owner, name, { ...former, value: method });
    undo.push(() => Object.defineProperty(owner, name, former));
  };
  for (const [owner, methods] of costs)
    for (const [name, cost] of Object.entries(methods)) {
      const method = (owner as Record<string, Method>)[name]!;
      put(owner, name, function (this: never, ...given: never[]) {
        const result = method.apply(this, given);
        measured(() => cost(this, given, result));
        return result;
      });
    }
  const { exec } = RegExp.prototype;
  put(RegExp.prototype, 'exec', function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    // A sticky one that fails looks no further.
    measured(() => (found ? found.index + found[0].length : this.sticky ? from : text.length) - from + 1);
    return found;
  });
  const { URL: Own } = globalThis;
  class CountedUrl extends Own {
    constructor(text: string) {
      super(text);
      measured(() => sorted(text));
    }
  }
  put(globalThis, 'URL', CountedUrl);
  try {
    run();
  } finally {
    for (const one of undo.reverse()) one();
  }
  return count;
}
