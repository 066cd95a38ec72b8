// The names of those who are present in one room, for those who would come too close to one.
import { nameKeys } from './name-keys.ts';

export class TakenNames {
  /** Who holds a key: mostly one alone, but members of one name may share it. */
  readonly #holders = new Map<string, string | Set<string>>();
  readonly #keysOf = new Map<string, readonly string[]>();

  /** From now on this is the participant's only name. */
  take(name: string, participantId: string): void {
    this.free(participantId);
    const keys = nameKeys(name);
    this.#keysOf.set(participantId, keys);
    for (const key of keys) {
      const holders = this.#holders.get(key);
      if (holders === undefined) this.#holders.set(key, participantId);
      else if (holders instanceof Set) holders.add(participantId);
      else this.#holders.set(key, new Set([holders, participantId]));
    }
  }

  free(participantId: string): void {
    for (const key of this.#keysOf.get(participantId) ?? []) {
      const holders = this.#holders.get(key);
      if (holders instanceof Set && holders.size > 1) holders.delete(participantId);
      else this.#holders.delete(key);
    }
    this.#keysOf.delete(participantId);
  }

  isTaken(name: string, byOthersThan: string): boolean {
    return nameKeys(name).some((key) => {
      const holders = this.#holders.get(key);
      if (holders instanceof Set) return holders.size > 1 || !holders.has(byOthersThan);
      return holders !== undefined && holders !== byOthersThan;
    });
  }
}
