// A page in somebody's browser with the real client in it. The browser keeps what outlives the page; the
// page can be reloaded, put to sleep, and cut off.
import type { Denial } from '../../../protocol/server-messages.ts';
import { ChatClient } from '../../../widget/client.ts';
import type { Socket } from '../../../widget/connection/socket.ts';
import type { Surroundings } from '../../../widget/connection/surroundings.ts';
import type { DraftKeep } from '../../../widget/outbox/draft-keep.ts';
import type { Keep } from '../../../widget/storage.ts';
import type { Random } from './random.ts';
import { Timers, type VirtualTime } from './virtual-time.ts';

/** The storage of one browser for one server: all of its pages share it. */
export class VirtualBrowser {
  readonly name: string;
  readonly #values = new Map<string, string>();
  readonly #listeners = new Map<(run: () => void) => void, () => void>();

  constructor(name: string) {
    this.name = name;
  }

  /** The keep as one page has it: it hears of another page's writing a little later. */
  keepFor(inPage: (run: () => void) => void): Keep {
    return {
      read: (key) => this.#values.get(key),
      write: (key, value) => {
        this.#values.set(key, value);
        for (const [tell, run] of this.#listeners) tell(run);
      },
      onChange: (run) => {
        this.#listeners.set(inPage, run);
        return () => this.#listeners.delete(inPage);
      },
      introduce: (run) => run(() => {}),
    };
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

/** One tab of a browser, with a storage of its own: a reloaded page is another page in the same tab. */
export class VirtualTab {
  readonly browser: VirtualBrowser;
  readonly room: string;
  readonly id: string;
  #kept = '';

  constructor(browser: VirtualBrowser, room: string, id: string) {
    this.browser = browser;
    this.room = room;
    this.id = id;
  }

  readonly draftKeep: DraftKeep = {
    take: () => (this.#kept === '' ? [] : [this.#kept]),
    write: (kept) => (this.#kept = kept),
    release: () => {},
  };
}

interface Returns {
  readonly back: () => void;
  readonly away: () => void;
}

export interface PageOptions {
  readonly id: string;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly tab: VirtualTab;
  readonly wallTime: () => number;
  readonly createSocket: (page: VirtualPage) => Socket;
  readonly askAdmission: (page: VirtualPage) => Promise<Denial | undefined>;
}

export class VirtualPage {
  readonly id: string;
  readonly tab: VirtualTab;
  readonly client: ChatClient;
  readonly #timers: Timers;
  readonly #returns = new Set<Returns>();
  #asleep: (() => void)[] | undefined;
  #closed = false;

  constructor(options: PageOptions) {
    const { id, time, random, tab, wallTime } = options;
    const { browser, room, draftKeep } = tab;
    this.id = id;
    this.tab = tab;
    this.#timers = new Timers(time);
    let drafts = 0;
    const surroundings: Surroundings = {
      createSocket: () => options.createSocket(this),
      askAdmission: () => options.askAdmission(this),
      now: () => time.now,
      time: wallTime,
      random: random.next,
      uniqueId: () => `${id}-${++drafts}`,
      after: (ms, run) => this.#timers.after(ms, () => this.run(run)),
      onReturn: (back, away) => {
        const returns = { back, away };
        this.#returns.add(returns);
        return () => this.#returns.delete(returns);
      },
    };
    const keep = browser.keepFor((run) => void this.#timers.after(1, () => this.run(run)));
    this.client = new ChatClient({ server: 'https://chat.example/', room, surroundings, keep, draftKeep });
  }

  get room(): string {
    return this.tab.room;
  }

  get isAsleep(): boolean {
    return this.#asleep !== undefined;
  }

  /** What would still happen by itself: timers and listeners. */
  get loose(): number {
    return this.#timers.count + this.#returns.size;
  }

  /** Runs something in the page: now, or when it wakes. After the page is gone, never. */
  readonly run = (run: () => void): void => {
    if (this.#closed) return;
    if (this.#asleep) this.#asleep.push(run);
    else run();
  };

  /** The browser freezes the page: nothing of it runs. It is told before if it is put aside. */
  sleep(isPutAside: boolean): void {
    if (isPutAside) for (const { away } of [...this.#returns]) this.run(away);
    this.#asleep ??= [];
  }

  wake(): void {
    const due = this.#asleep ?? [];
    this.#asleep = undefined;
    // The browser may tell of the return before or after what had come meanwhile.
    for (const run of due) this.run(run);
    this.comeBack();
  }

  /** The network or the person comes back. */
  comeBack(): void {
    for (const { back } of [...this.#returns]) this.run(back);
  }

  /** The page goes, and everything in it: a reload or a closed tab. No code of it runs any more. */
  vanish(): void {
    this.#closed = true;
    this.#timers.stopAll();
  }
}
