// One commit for what several workers append at a time: while one is on its way, the next gathers.
import type { AppendOutcome, DraftRecord } from '../log/log.ts';

type Append = (drafts: readonly DraftRecord[]) => Promise<readonly AppendOutcome[]>;

interface Gathered {
  readonly drafts: readonly DraftRecord[];
  resolve(outcomes: readonly AppendOutcome[]): void;
  reject(error: unknown): void;
}

export class GroupCommit {
  readonly #append: Append;
  #gathered: Gathered[] = [];
  #underWay = 0;

  constructor(append: Append) {
    this.#append = append;
  }

  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    const outcomes = new Promise<readonly AppendOutcome[]>((resolve, reject) =>
      this.#gathered.push({ drafts, resolve, reject }),
    );
    if (this.#underWay === 0) this.flush();
    return outcomes;
  }

  /** Hands over what is gathered, so that what is asked next comes after it. */
  flush(): void {
    const gathered = this.#gathered;
    if (gathered.length === 0) return;
    this.#gathered = [];
    this.#underWay++;
    this.#append(gathered.flatMap(({ drafts }) => drafts))
      .then(
        (outcomes) => {
          let from = 0;
          for (const { drafts, resolve } of gathered) resolve(outcomes.slice(from, (from += drafts.length)));
        },
        (error: unknown) => {
          for (const { reject } of gathered) reject(error);
        },
      )
      .finally(() => {
        if (--this.#underWay === 0) this.flush();
      });
  }
}
