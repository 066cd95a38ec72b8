// A server that renders pages imports what its pages import: there is no page there, and nothing may break.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { version } from '../../widget/version.ts';
import { run } from '../support/processes.ts';

const built = 'dist/widget/ws-chat.module.js';

/** In a process of its own: what one import leaves behind would help the next. */
async function importing(address: string): Promise<readonly string[]> {
  const code = `const module = await import(${JSON.stringify(address)}); console.log(typeof module.WsChat);`;
  await using process = await run('--input-type=module', ['--eval', code], {}, (line) => line === 'function');
  await process.exited;
  return process.lines;
}

describe('the module where there is no page', () => {
  it('is imported and does nothing', async () => {
    expect(existsSync(built), 'npm run build:widget comes first').toBe(true);
    expect(await importing(pathToFileURL(built).href)).toEqual(['function']);
  });

  it('can be imported from its sources too', async () => {
    expect(await importing(pathToFileURL('widget/module.ts').href)).toEqual(['function']);
  });
});

describe('the version', () => {
  it('is the package’s', () => {
    const { version: ofPackage } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(version).toBe(ofPackage);
  });
});
