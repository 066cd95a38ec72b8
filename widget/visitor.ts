// Who a guest is to the server: the token that proves it and the name that was chosen, kept for the next
// visit and shared with the page's other rooms and with other tabs. Members have both from their site.
import type { Hello, Rename } from '../protocol/client-messages.ts';
import type { NameRefusal, Renamed, Welcome } from '../protocol/server-messages.ts';
import type { ChatState } from './chat-state.ts';
import type { Keep } from './storage.ts';

export interface VisitorOptions {
  readonly keep: Keep;
  /** As the page calls the visitor. */
  readonly name: string | undefined;
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (message: Rename) => boolean;
  readonly onChange: (change: Pick<ChatState, 'named' | 'naming'>) => void;
}

/** The wire closes on a longer name; the server cuts far earlier than this. */
const nameUnits = 256;

export class Visitor {
  readonly #options: VisitorOptions;
  #name: string | undefined;
  /** The name as it was last seen in the keep: only a change of it counts. */
  #keptName: string | undefined;
  /** The name that was chosen here last. Only that is taken back: two tabs of two guests would never agree. */
  #chosenName: string | undefined;
  /** Ours for this visit, whatever another tab keeps meanwhile: the drafts under way are this guest's. */
  #token: string | undefined;
  /** The name that the latest hello told. */
  #toldName: string | undefined;
  /** Names that were asked for after it and are not answered yet, in order. */
  #asked: readonly string[] = [];
  /** What the server has agreed to call us. */
  #agreedName: string | undefined;
  #mayRename = true;

  constructor(options: VisitorOptions) {
    this.#options = options;
    this.#keptName = options.keep.read('name');
    this.#name = fitting(options.name || this.#keptName || undefined);
  }

  /** Members are called what their site calls them. */
  get mayRename(): boolean {
    return this.#mayRename;
  }

  get isNamed(): boolean {
    return this.#name !== undefined;
  }

  /** Hears of names that are chosen elsewhere; returns the undo. */
  start(): () => void {
    const { keep } = this.#options;
    return keep.onChange(() => {
      const name = keep.read('name');
      if (!name || name === this.#keptName) return;
      this.#keptName = name;
      this.#chosenName = undefined;
      this.callMyself(name);
    });
  }

  /** Chooses the name, and keeps it for next time. */
  rename(name: string): void {
    this.#chosenName = name;
    this.#keepName(name);
    this.callMyself(name);
  }

  /** Takes a name for this visit only. */
  callMyself(given: string): void {
    const name = fitting(given);
    if (name === this.#name && name === (this.#asked.at(-1) ?? this.#agreedName)) return;
    this.#name = name;
    if (this.#mayRename) this.#ask(name);
  }

  hello(): Pick<Hello, 'token' | 'name'> {
    const token = this.#token ?? this.#options.keep.read('token');
    this.#toldName = this.#name;
    return {
      ...(token !== undefined && { token }),
      ...(this.#name !== undefined && { name: this.#name }),
    };
  }

  /** Says a name at once that was chosen while hello was on its way. */
  welcomed({ you, token, nameRefused }: Welcome): void {
    // Members are given none: the guest who was here before them may come back.
    if (token !== '') {
      this.#token = token;
      this.#options.keep.write('token', token);
    }
    this.#mayRename = you.role === 'guest';
    this.#agreedName = nameRefused ? undefined : this.#toldName;
    this.#settle(this.#toldName, nameRefused);
    if (this.#mayRename && this.#name !== undefined && this.#name !== this.#toldName) this.#ask(this.#name);
  }

  /** Where the name is refused, we are called as before, and will be next time. */
  renamed({ nameRefused }: Renamed): void {
    const [name, ...later] = this.#asked;
    this.#asked = later;
    if (!nameRefused) this.#agreedName = name;
    // Of several names only the last one counts.
    if (name === undefined || later.length > 0) return;
    if (nameRefused && name === this.#name) {
      this.#name = this.#agreedName;
      if (name === this.#chosenName) this.#keepName(this.#name ?? '');
    }
    this.#settle(name, nameRefused, this.isNamed);
  }

  /** The next hello says the name. */
  unlinked(): void {
    this.#asked = [];
  }

  #ask(name: string): void {
    const isAsked = this.#options.send({ type: 'rename', name });
    if (isAsked) this.#asked = [...this.#asked, name];
    this.#options.onChange({ named: true, naming: isAsked ? { kind: 'asked', name } : undefined });
  }

  /** How we are called by now, and why not otherwise. */
  #settle(name = '', refusal?: NameRefusal, named = this.isNamed && !refusal): void {
    const naming = refusal && ({ kind: 'refused', name, sentence: refusal.sentence } as const);
    this.#options.onChange({ named: named || !this.#mayRename, naming });
  }

  #keepName(name: string): void {
    this.#keptName = name;
    this.#options.keep.write('name', name);
  }
}

function fitting<Name extends string | undefined>(name: Name): Name {
  return name?.slice(0, nameUnits) as Name;
}
