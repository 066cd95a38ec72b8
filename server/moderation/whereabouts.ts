// Where participants of a moment ago came from, in memory alone: who was banned after they had gone is kept out
// with their network all the same. Known is no address, but the hash that a ban would be written by: that of the
// day would not be the same tomorrow, and neither would the ban.

/** Beyond so many the one who came longest ago is forgotten. */
const mostKnown = 20_000;

export class Whereabouts {
  readonly #networks = new Map<string, readonly string[]>();

  /** `networks` as standing knows them. */
  came(participant: string, networks: readonly string[]): void {
    this.#networks.delete(participant);
    this.#networks.set(participant, networks);
    if (this.#networks.size > mostKnown) this.#networks.delete(this.#networks.keys().next().value!);
  }

  /** The narrow one first; none for who was not here lately. */
  of(participant: string): readonly string[] {
    return this.#networks.get(participant) ?? [];
  }
}
