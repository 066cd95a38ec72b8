// The client in Python, written from the specification alone, as a process that tests drive.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Line } from './fold.ts';
import { site } from './site.ts';

export const hasPython = spawnSync('python3', ['--version']).status === 0;

if (!hasPython)
  console.log('The stranger needs python3 (Debian: apt-get install -y python3). Its tests are skipped.');

const script = fileURLToPath(new URL('stranger/stranger.py', import.meta.url));

type Event = { readonly event: string } & Record<string, unknown>;

export interface View {
  readonly lines: readonly Line[];
  readonly first: number;
  readonly last: number;
  readonly more: boolean;
  readonly drafts: number;
  readonly you: { readonly id: string; readonly name: string };
  readonly here: Record<string, string> | null;
  readonly present: number;
  readonly typing: readonly string[];
}

export class Stranger implements Disposable {
  readonly events: Event[] = [];
  readonly #child;
  #errors = '';
  readonly #wake: (() => void)[] = [];

  constructor(url: string, origin: string) {
    // -B: it stands among the sources and must leave nothing there.
    this.#child = spawn('python3', ['-B', script, url.replace(/^http/, 'ws'), origin]);
    this.#child.stderr.on('data', (data: Buffer) => (this.#errors += data.toString()));
    this.#child.once('exit', () => this.#woken());
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.events.push(JSON.parse(line) as Event);
      this.#woken();
    });
  }

  do(what: string, more: object = {}): void {
    this.#child.stdin.write(`${JSON.stringify({ do: what, ...more })}\n`);
  }

  act(...acts: object[]): void {
    for (const act of acts) this.do('act', { act });
  }

  /** The first event that fits, among those after the first `past`. */
  async tells(event: string, past = 0, fits: (event: Event) => boolean = () => true): Promise<Event> {
    for (;;) {
      const found = this.events.slice(past).find((each) => each.event === event && fits(each));
      if (found) return found;
      if (this.#child.exitCode !== null) throw new Error(`The stranger ended:\n${this.#errors}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  async view(): Promise<View> {
    const past = this.events.length;
    this.do('view');
    return (await this.tells('view', past)) as unknown as View;
  }

  /** Resolves with the first view that fits; it looks again whenever something was heard. */
  async shows(fits: (view: View) => boolean): Promise<View> {
    for (;;) {
      const past = this.events.length;
      const view = await this.view();
      if (fits(view)) return view;
      await this.tells('heard', past);
    }
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }

  #woken(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

/** The stranger in a room, welcomed. */
export async function strangerIn(room: string, url = inject('url')): Promise<Stranger> {
  const stranger = new Stranger(`${url}/rooms/${room}`, site);
  await stranger.tells('live');
  return stranger;
}
