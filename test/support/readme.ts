// Somebody who has only the README and an empty folder: its own code blocks, as they stand there but for what a
// test puts in the place of some words.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isOpen } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a block has, and what is there instead. */
export type Substitutions = Readonly<Record<string, string>>;

/** The blocks of a language below a heading, in their order. */
export function blocksBelow(heading: string, language: string): readonly string[] {
  const sections = readFileSync(join(root, 'README.md'), 'utf8').split(/^#+ /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`README.md has no heading “${heading}”.`);
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , code]) => code!.trim());
}

export interface Started extends AsyncDisposable {
  /** As Ctrl+C at its terminal does; resolves with all that it said, when nothing of it listens any more. */
  interrupt(): Promise<string>;
}

export class Reader implements Disposable {
  readonly #home = temporaryFolder();
  readonly #substitutions: Substitutions;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(substitutions: Substitutions, environment: Readonly<Record<string, string>> = {}) {
    this.#substitutions = substitutions;
    // What npm asks the world for beside the packages is no matter of the README's.
    const npm = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
    this.#environment = { ...process.env, ...npm, ...environment };
  }

  get folder(): string {
    return this.#home.path;
  }

  /** A reader who has installed already what another one has. */
  inheritFrom(other: Reader): void {
    for (const name of ['package.json', 'package-lock.json'])
      copyFileSync(join(other.folder, name), join(this.folder, name));
    symlinkSync(join(other.folder, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** A block of the README. */
  block(heading: string, language: string, place = 0): string {
    const found = blocksBelow(heading, language)[place];
    if (found === undefined) throw new Error(`README.md has no ${language} ${place} below “${heading}”.`);
    return Object.entries(this.#substitutions).reduce((text, [from, to]) => text.replaceAll(from, to), found);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** What the commands print; rejects where one of them fails. */
  async run(commands: string): Promise<string> {
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', commands], {
      cwd: this.folder,
      env: this.#environment,
    });
    return stdout;
  }

  /** Leaves the commands running once they listen on the port. */
  async start(commands: string, port: number): Promise<Started> {
    const child = spawn('sh', ['-e', '-c', commands], {
      cwd: this.folder,
      env: this.#environment,
      // A group of its own, as a terminal has it: its signals are for all that the commands start.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const ended = once(child, 'close');
    const end = async (signal: NodeJS.Signals) => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, signal);
      await ended;
      return said;
    };
    await until(`${commands} listens on ${port}`, async () => {
      if (child.exitCode !== null) throw new Error(`${commands} ended:\n${said}`);
      return isOpen(port);
    });
    return { interrupt: () => end('SIGINT'), [Symbol.asyncDispose]: () => end('SIGKILL').then(() => {}) };
  }

  [Symbol.dispose](): void {
    this.#home[Symbol.dispose]();
  }
}

/** Packs what was built before: to build here would be under the other tests’ feet. */
export async function packInto(folder: string): Promise<void> {
  const args = ['pack', '--silent', '--ignore-scripts', `--pack-destination=${folder}`, root];
  await promisify(execFile)('npm', args, { cwd: folder });
}
