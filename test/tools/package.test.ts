// What is published, as who installs it has it: types that compile, modules that load, a command that runs.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integrityOf, readBundle } from '../../server/http/bundle.ts';
import { version } from '../../widget/version.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Inside the project, so that the package finds what it depends on. */
mkdirSync(join(root, 'test-results'), { recursive: true });
const folder = mkdtempSync(join(root, 'test-results', 'package-'));
const installed = join(folder, 'node_modules', 'ws-chat');

/** What it says; throws with all that it said where it fails. */
function run(command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  // Built before, as what runs the tests does; to pack must not build under the others' feet.
  run('npm', 'pack', '--silent', '--ignore-scripts', `--pack-destination=${folder}`, root);
  run('tar', '-xzf', `ws-chat-${version}.tgz`, '--strip-components=1', '-C', installed);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the package', () => {
  it('has types for the element, the client and each framework', () => {
    writeFileSync(
      join(folder, 'page.tsx'),
      `import 'ws-chat';
      import 'ws-chat/react';
      import type {} from 'ws-chat/vue';
      import type {} from 'ws-chat/svelte';
      import { createChatClient } from 'ws-chat/client';

      const chat = document.createElement('ws-chat');
      chat.room = 'lobby';
      chat.addEventListener('ws-chat-message', ({ detail }) => console.log(detail.text.length));
      const client = createChatClient({ server: 'https://chat.example.com', room: 'lobby' });
      const draftId: string | undefined = client.post('Hello');
      export const view = <ws-chat room="lobby">{draftId}</ws-chat>;
      // @ts-expect-error There is no such mode.
      export const wrong = <ws-chat mode="sideways" />;`,
    );
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--jsx',
      'react-jsx',
      '--skipLibCheck',
    ];
    for (const resolution of [
      ['--module', 'nodenext'],
      ['--module', 'esnext', '--moduleResolution', 'bundler'],
    ])
      run(join(root, 'node_modules/.bin/tsc'), ...options, ...resolution, 'page.tsx');
  }, 120_000);

  it('is imported where there is no page', () => {
    writeFileSync(
      join(folder, 'main.mjs'),
      `import 'ws-chat';
      import { createChatClient } from 'ws-chat/client';
      console.log(typeof createChatClient);`,
    );
    expect(run(process.execPath, 'main.mjs')).toBe('function\n');
  });

  it('has every file that it names', () => {
    writeFileSync(
      join(folder, 'names.mjs'),
      `import { existsSync, readFileSync } from 'node:fs';
      const { exports, bin, customElements, ...rest } = JSON.parse(readFileSync('${installed}/package.json', 'utf8'));
      const named = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(named));
      const files = [...named(exports), ...named(bin), customElements, rest['web-types']];
      console.log(files.filter((file) => !existsSync('${installed}/' + file)).join());`,
    );
    expect(run(process.execPath, 'names.mjs')).toBe('\n');
  });

  it('has the licences of others, the hashes of its bundles, and nothing that differs by where it was built', () => {
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('MIT License');
    expect(readFileSync(join(installed, 'dist/LICENSES.txt'), 'utf8')).toContain('lit-html');
    const { files } = readBundle(join(installed, 'dist/widget'))!;
    for (const [path, hash] of Object.entries(files))
      expect([path, integrityOf(readFileSync(join(installed, 'dist/widget', path)))]).toEqual([path, hash]);
    expect(globSync('**/*.tsbuildinfo', { cwd: installed })).toEqual([]);
  });

  it('has a command that runs', () => {
    expect(run(process.execPath, join(installed, 'bin/ws-chat.js'), '--version')).toContain(version);
  });
});
