// The examples of docs/rest.md, run as they are written, by curl, in their order.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { scopes } from '../../../server/config/api-key-setting.ts';
import { keyFor, startRest } from '../../support/rest.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('../../../docs/rest.md', import.meta.url), 'utf8');

/** Each command, and the answer that the page shows below it, if any. */
const examples = [...page.matchAll(/```sh\n(.*?)```\n(?:\n```json\n(.*?)```)?/gs)].map(
  ([, command, answer]) => ({ command: command!.trim(), answer }),
);

/** What differs from one run to the next. */
function still(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => (key === 'at' ? 0 : value));
}

it('docs/rest.md: each example answers what it says', async () => {
  using folder = temporaryFolder();
  const key = keyFor('news', scopes, ['lobby', 'news-*']);
  await using server = await startRest({ apiKeys: [key] });
  const ann = await server.enter('Ann');
  const { id } = ann.all('welcome')[0]!.you;
  expect(examples.length).toBeGreaterThan(10);
  for (const { command, answer } of examples) {
    const { stdout } = await run('sh', ['-c', command.replaceAll('bFf0y6hLkH5o3mJv', id)], {
      cwd: folder.path,
      env: { PATH: process.env.PATH, CHAT: server.url, KEY: key.secret },
    });
    if (answer === undefined) expect([command, stdout]).toEqual([command, '']);
    else
      expect([command, still(stdout)]).toEqual([command, still(answer.replaceAll('bFf0y6hLkH5o3mJv', id))]);
  }
  const copy = readFileSync(`${folder.path}/lobby.json`, 'utf8');
  expect(JSON.parse(copy)).toMatchObject([
    { seq: 1, removed: true },
    { seq: 2, type: 'removal', ref: 1 },
  ]);
  expect(readFileSync(`${folder.path}/lobby.csv`, 'utf8').split('\r\n')).toHaveLength(4);
});
