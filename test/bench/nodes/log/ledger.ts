// What was acknowledged, to be held against what the log has: a bench that counts lost posts measures nothing.
import type { Log } from '../../../../server/log/log.ts';

/** Entries read at once, as many as a room's ring holds. */
const pageEntries = 512;

export class Ledger {
  readonly #seqs = new Map<string, number>();
  /** Drafts that were acknowledged under a second seq. */
  #twice = 0;

  get count(): number {
    return this.#seqs.size;
  }

  acknowledged(draftId: string, seq: number): void {
    if (this.#seqs.has(draftId)) this.#twice++;
    this.#seqs.set(draftId, seq);
  }

  /** Everything that is wrong, as sentences. */
  async faults(log: Pick<Log, 'read'>, room: string): Promise<readonly string[]> {
    const wanted = new Map(this.#seqs);
    let [after, holes, moved, unknown] = [0, 0, 0, 0];
    for (let isMore = true; isMore;) {
      const { entries, more } = await log.read(room, { after, limit: pageEntries });
      for (const { seq, draftId } of entries) {
        if (seq !== ++after) holes++;
        after = seq;
        const told = wanted.get(draftId);
        if (told === undefined) unknown++;
        else if (told !== seq) moved++;
        wanted.delete(draftId);
      }
      isMore = more;
    }
    return [
      ...sentence(wanted.size, 'were acknowledged and are not in the log'),
      ...sentence(this.#twice, 'were acknowledged twice'),
      ...sentence(holes, 'seqs are missing before others'),
      ...sentence(moved, 'stand under another seq than was told'),
      ...sentence(unknown, 'are in the log twice, or were never acknowledged'),
    ];
  }
}

function sentence(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}.`];
}
