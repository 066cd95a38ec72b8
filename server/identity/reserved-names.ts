// Names that no guest may come close to: those that the owner reserved, and those of staff that was seen.
import type { Participant } from '../../protocol/server-messages.ts';
import { bareNameKeys } from './name-keys.ts';

/** Staff that is remembered; beyond it the one who was seen first is forgotten. */
const mostStaff = 1_000;

export class ReservedNames {
  #reserved!: ReadonlySet<string>;
  /** Keys by participant, in the order in which they were seen last. */
  readonly #staff = new Map<string, readonly string[]>();
  readonly #staffKeys = new Map<string, number>();

  constructor(names: readonly string[]) {
    this.reserve(names);
  }

  /** These and no others, from now on; who has one of them keeps it until they leave. */
  reserve(names: readonly string[]): void {
    this.#reserved = new Set(names.flatMap(bareNameKeys));
  }

  /** Owners and moderators keep their names while they are away, until the process ends. */
  saw({ id, name, role }: Participant): void {
    if (role !== 'owner' && role !== 'moderator') return;
    this.#forget(id);
    const keys = bareNameKeys(name);
    this.#staff.set(id, keys);
    for (const key of keys) this.#staffKeys.set(key, (this.#staffKeys.get(key) ?? 0) + 1);
    if (this.#staff.size > mostStaff) this.#forget(this.#staff.keys().next().value!);
  }

  isReserved(name: string): boolean {
    return bareNameKeys(name).some((key) => this.#reserved.has(key) || this.#staffKeys.has(key));
  }

  #forget(id: string): void {
    for (const key of this.#staff.get(id) ?? []) {
      const left = this.#staffKeys.get(key)! - 1;
      if (left > 0) this.#staffKeys.set(key, left);
      else this.#staffKeys.delete(key);
    }
    this.#staff.delete(id);
  }
}
