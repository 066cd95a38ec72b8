// The package as who installs it has it: packed, and installed into an empty folder.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';
import { freePort } from './free-port.ts';
import { runIn, type RunningProcess } from './processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const embedding = readFileSync(join(root, 'docs/embedding.md'), 'utf8');

/** The site that docs/embedding.md shows, as it is written there. */
export const siteOfDocument = /```js\n(.*?)```/s.exec(embedding)![1]!.trim();

export interface InstalledPackage extends Disposable {
  /** The folder of the project that has it. */
  readonly folder: string;
  /** Where its files are. */
  readonly path: string;
  /** What a command prints there; throws with all that it said where it fails. */
  read(program: string, ...args: readonly string[]): string;
  /** Starts a module of that project; resolves with a line that it printed. */
  start(code: string, isReady: (line: string) => boolean): Promise<RunningProcess>;
}

/** Packs what was built before: to build here would be under the other tests’ feet. */
export function installPackage(): InstalledPackage {
  const home = temporaryFolder();
  const folder = home.path;
  const read = (program: string, ...args: readonly string[]) => {
    try {
      return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
    }
  };
  const packed = read('npm', 'pack', '--silent', '--ignore-scripts', `--pack-destination=${folder}`, root);
  read('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.trim()}`);
  return {
    folder,
    path: join(folder, 'node_modules', 'ws-chat'),
    read,
    start(code, isReady) {
      writeFileSync(join(folder, 'main.mjs'), code);
      return runIn(folder, [process.execPath, 'main.mjs'], {}, isReady);
    },
    [Symbol.dispose]: () => home[Symbol.dispose](),
  };
}

/** Starts that site on a port of its own, with `further` lines; they say nothing of it, so the last one tells that it runs. */
export async function startSite(
  installed: InstalledPackage,
  further = '',
): Promise<{ readonly address: string; end(): Promise<void> }> {
  const port = await freePort();
  const code = [siteOfDocument.replace('3000', String(port)), further, "console.log('up');"].join('\n');
  const running = await installed.start(code, (line) => line === 'up');
  return { address: `http://127.0.0.1:${port}`, end: () => running.kill() };
}
