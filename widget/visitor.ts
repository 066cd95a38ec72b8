// Who the visitor is to the server: the token that proves it and the name that was chosen, kept for
// the next visit and shared with the page's other rooms and with other tabs.
import type { Hello } from '../protocol/client-messages.ts';
import type { Keep } from './storage.ts';

/** The wire closes on a longer name; the server cuts far earlier than this. */
const nameUnits = 256;

export class Visitor {
  readonly #keep: Keep;
  readonly #onName: (name: string) => void;
  #name: string | undefined;
  /** The name as it was last seen in the keep: only a change of it counts. */
  #keptName: string | undefined;
  /** Ours for this visit, whatever another tab keeps meanwhile: the drafts under way are this guest's. */
  #token: string | undefined;
  /** The name that the latest hello told. */
  #toldName: string | undefined;

  /** `onName` is told each name that is chosen after this. */
  constructor(keep: Keep, name: string | undefined, onName: (name: string) => void) {
    this.#keep = keep;
    this.#onName = onName;
    this.#keptName = keep.read('name');
    this.#name = fitting(name || this.#keptName);
  }

  get isNamed(): boolean {
    return this.#name !== undefined;
  }

  /** Hears of names that are chosen elsewhere; returns the undo. */
  start(): () => void {
    return this.#keep.onChange(() => {
      const name = this.#keep.read('name');
      if (name === undefined || name === this.#keptName) return;
      this.#keptName = name;
      this.callMyself(name);
    });
  }

  /** Chooses the name, and keeps it for next time. */
  rename(name: string): void {
    this.#keptName = name;
    this.#keep.write('name', name);
    this.callMyself(name);
  }

  /** Takes a name for this visit only. */
  callMyself(given: string): void {
    const name = fitting(given);
    if (name === this.#name) return;
    this.#name = name;
    this.#onName(name);
  }

  hello(): Pick<Hello, 'token' | 'name'> {
    const token = this.#token ?? this.#keep.read('token');
    this.#toldName = this.#name;
    return {
      ...(token !== undefined && { token }),
      ...(this.#name !== undefined && { name: this.#name }),
    };
  }

  /** Returns a name that was chosen while hello was on its way, and is still to be told. */
  welcomed(token: string): string | undefined {
    // Members are given none: theirs comes from elsewhere.
    if (token !== '') {
      this.#token = token;
      this.#keep.write('token', token);
    }
    return this.#name === this.#toldName ? undefined : this.#name;
  }
}

function fitting<Name extends string | undefined>(name: Name): Name {
  return name?.slice(0, nameUnits) as Name;
}
