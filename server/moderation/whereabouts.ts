// Where participants of a moment ago came from, as hashes and in memory alone: who was banned after they had
// gone is kept out with their network all the same.
import type { Author } from './author.ts';

/** Beyond so many the one who came longest ago is forgotten. */
const mostKnown = 20_000;

export class Whereabouts {
  readonly #networks = new Map<string, Pick<Author, 'networks'>>();

  came(participant: string, author: Pick<Author, 'networks'>): void {
    this.#networks.delete(participant);
    this.#networks.set(participant, author);
    if (this.#networks.size > mostKnown) this.#networks.delete(this.#networks.keys().next().value!);
  }

  /** The narrow one first; none for who was not here lately. */
  of(participant: string): readonly string[] {
    return this.#networks.get(participant)?.networks ?? [];
  }
}
