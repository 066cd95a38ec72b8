// The Containerfile, as far as it goes without a program that builds images: what it copies is there, and what it
// puts together runs, tells how it is, and ends when it is told to.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deployFolder, deployText } from '../support/deployments.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { isOpen, quietPorts } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../', deployFolder));
const lines = deployText('Containerfile').replaceAll('\\\n', '').split('\n');

interface Copy {
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

function copies(text: readonly string[]): readonly Copy[] {
  return text.flatMap((line) => {
    const [, from, rest] = /^COPY (?:--from=(\w+) )?(.+)$/.exec(line) ?? [];
    if (rest === undefined) return [];
    const words = rest.split(' ');
    return [{ from, sources: words.slice(0, -1), target: words.at(-1)! }];
  });
}

const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));

const words = (line: RegExp) => JSON.parse(line.exec(lastStage.join('\n'))![1]!) as string[];
const entrypoint = words(/^ENTRYPOINT (\[.*\])$/m);
const healthcheck = words(/^HEALTHCHECK .* CMD (\[.*\])$/m);

const isBuilt = ['dist/server/main.js', 'dist/widget/ws-chat.js'].every((path) =>
  existsSync(join(root, path)),
);

describe('the image', () => {
  it('is made of what is there', () => {
    const ours = copies(lines).filter(({ from }) => from === undefined);
    expect(ours.length).toBeGreaterThan(5);
    for (const source of ours.flatMap(({ sources }) => sources))
      expect(existsSync(join(root, source)), source).toBe(true);
  });

  it('has nothing of a build in it but what a server needs', () => {
    expect(copies(lastStage)).toEqual([
      { from: undefined, sources: ['package.json'], target: './' },
      { from: undefined, sources: ['bin'], target: 'bin' },
      { from: 'modules', sources: ['/src/node_modules'], target: 'node_modules' },
      { from: 'build', sources: ['/src/dist'], target: 'dist' },
    ]);
    expect(lastStage).toContain('USER 1000:1000');
  });

  it.skipIf(!isBuilt)(
    `serves, says that it lives, and ends at once when it is told to${isBuilt ? '' : ' (not tried: nothing is built, npm run build)'}`,
    { timeout: 60_000 },
    async () => {
      const folder = endsWithTest(temporaryFolder()).path;
      for (const path of ['package.json', 'bin'])
        cpSync(join(root, path), join(folder, path), { recursive: true });
      for (const path of ['server', 'protocol', 'widget'])
        cpSync(join(root, 'dist', path), join(folder, 'dist', path), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const { port } = await quietPorts('port');
      const environment = { WS_CHAT_PORT: String(port), WS_CHAT_DATA: join(folder, 'data') };

      const server = start(entrypoint, folder, environment);
      await until('it listens', () => isOpen(port));
      expect(await ended(start(healthcheck, folder, environment))).toBe(0);
      expect((await fetch(`http://127.0.0.1:${port}/ws-chat.js`)).status).toBe(200);
      server.kill('SIGTERM');
      expect(await ended(server)).toBe(0);
      expect(await ended(start(healthcheck, folder, environment))).toBe(1);
    },
  );
});

function start([program, ...args]: readonly string[], cwd: string, environment: Record<string, string>) {
  expect(program).toBe('node');
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(process.execPath, args, { cwd, env, stdio: 'ignore' });
  endsWithTest({ [Symbol.dispose]: () => void child.kill('SIGKILL') });
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
