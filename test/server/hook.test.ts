// The whole server with a hook: the one of docs/hook.md, as it stands there, and what is left when it stops.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChatServer } from '../../server/chat-server.ts';
import { ConfigError } from '../../server/config/config-error.ts';
import { readConfig } from '../../server/config/read-config.ts';
import { startChatServer } from '../support/chat-server.ts';
import { hookSecret, startHook } from '../support/hook-server.ts';
import { post } from '../support/house.ts';
import { createRecorder } from '../support/recorder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const document = readFileSync(new URL('../../docs/hook.md', import.meta.url), 'utf8');
const [, example] = /```js\n(.*?)```/s.exec(document)!;

/** The program of the document, under a secret. */
async function startExample(secret: string) {
  const folder = temporaryFolder();
  const file = join(folder.path, 'hook.mjs');
  writeFileSync(file, example!);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, HOOK_SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${line.toString().trim()}/`,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      folder[Symbol.dispose]();
    },
  };
}

const how = { secret: hookSecret, onFailure: 'closed', timeoutMs: 10_000, allowPrivate: true } as const;

describe('the hook of docs/hook.md', () => {
  it('publishes, edits and refuses what this server asks it about', async () => {
    await using example = await startExample(`whsec_${hookSecret}`);
    await using server = await startChatServer({ hook: { ...how, url: example.url } });
    const ann = await server.enter('Ann');
    ann.say(post('hello', 'p1'), post('call 12345678', 'p2'), post('buy Bitcoin', 'p3'));
    expect(await ann.next('refused')).toMatchObject({
      draftId: 'p3',
      code: 'not-wanted',
      sentence: 'We do not talk about money here.',
    });
    await until('both messages', () => ann.all('message').length === 2);
    expect(ann.all('message').map(({ text }) => text)).toEqual(['hello', 'call …']);
  });

  it('knows its secret while a new one comes into use', async () => {
    await using example = await startExample(hookSecret);
    const secret = `${Buffer.from('a new secret of as many characters').toString('base64')} ${hookSecret}`;
    await using server = await startChatServer({ hook: { ...how, secret, url: example.url } });
    const ann = await server.enter('Ann');
    ann.say(post('call 12345678', 'p1'));
    expect(await ann.next('message')).toMatchObject({ text: 'call …' });
  });

  it('takes nothing that another signed', async () => {
    await using example = await startExample(Buffer.from('another secret of this length').toString('base64'));
    await using server = await startChatServer({ hook: { ...how, url: example.url } });
    const ann = await server.enter('Ann');
    ann.say(post('hello', 'p1'));
    expect(await ann.next('refused')).toMatchObject({ code: 'unchecked' });
    expect(server.telemetry.errors.join()).toContain('status 401');
  });
});

describe('the server with a hook', () => {
  it('tells what was asked about before it goes', async () => {
    let answers = (_reply: object) => {};
    await using hook = await startHook(() => new Promise((resolve) => (answers = resolve)));
    await using server = await startChatServer({ hook: hook.settings() });
    const ann = await server.enter('Ann');
    ann.say(post('hello', 'p1'));
    await until('the question', () => hook.questions.length > 0);
    const closed = server.close();
    answers({ verdict: 'publish' });
    expect(await ann.next('accepted')).toMatchObject({ draftId: 'p1', seq: 1 });
    await closed;
  });

  it('does not start with a secret that it cannot use, before it made anything', async () => {
    using folder = temporaryFolder();
    const secretFile = join(folder.path, 'secret');
    const data = join(folder.path, 'data');
    const config = { ...readConfig({ flags: [], environment: {} }), data };
    const start = () =>
      createChatServer(
        { ...config, hook: { ...how, secret: undefined, secretFile, url: 'https://www.example.com/' } },
        createRecorder(),
      );
    await expect(start()).rejects.toThrow('Name a readable file by “secretFile”.');
    writeFileSync(secretFile, 'too short');
    await expect(start()).rejects.toThrow(ConfigError);
    expect(existsSync(data)).toBe(false);
  });
});
