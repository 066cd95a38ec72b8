// What follows a cursor, made once for all who stand there: nearly all readers share one or two.

/** Whole frames, one after the other; `end` is the seq of the last entry in them. */
export interface Run {
  readonly bytes: Buffer;
  readonly end: number;
}

/** Kept at once: with one for every cursor there ever was, a quiet room would grow for ever. */
const mostRuns = 8;

/** A run that has so many bytes is not made longer: no reader gets more at once. */
const mostBytes = 65_536;

/** Takes in what begins within `most` bytes, and one entry at least. */
type Make = (cursor: number, most: number) => Run;

export class SharedRuns {
  readonly #make: Make;
  readonly #cut: (run: Run, cursor: number, most: number) => Run;
  readonly #runs = new Map<number, Run>();

  /** `cut` is for whom a run is too much; without it, they get one of their own. */
  constructor(make: Make, cut = (_: Run, cursor: number, most: number) => make(cursor, most)) {
    this.#make = make;
    this.#cut = cut;
  }

  from(cursor: number, most: number): Run {
    let run = this.#runs.get(cursor);
    if (!run) {
      run = this.#make(cursor, mostBytes);
      if (this.#runs.size >= mostRuns) this.#runs.clear();
      this.#runs.set(cursor, run);
    }
    return run.bytes.length <= most ? run : this.#cut(run, cursor, most);
  }

  clear(): void {
    this.#runs.clear();
  }
}
