// Members on the whole server, and the examples of docs/members.md, as they stand there.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Welcome } from '../../protocol/server-messages.ts';
import { createChatServer } from '../../server/chat-server.ts';
import { ConfigError } from '../../server/config/config-error.ts';
import { readConfig } from '../../server/config/read-config.ts';
import { post } from '../support/house.ts';
import { startChatServer, type RunningServer } from '../support/chat-server.ts';
import { audience, byKey, goodClaims, issuer, pairs, secret, tokenOf } from '../support/member-tokens.ts';
import { createRecorder } from '../support/recorder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const settings = { memberIssuer: issuer, memberAudience: audience, memberSecret: secret };

/** As the examples have them. */
const exampleSettings = {
  memberIssuer: 'https://www.example.com',
  memberAudience: 'https://chat.example.com',
};

async function welcomed(server: RunningServer, token: string): Promise<Welcome> {
  const client = server.connect();
  client.say({ type: 'hello', token });
  return client.next('welcome');
}

describe('the server with members', () => {
  it('signs in, renews, and sends off, over a real socket', async () => {
    await using server = await startChatServer(settings);
    const bo = await server.enter('Bo');
    const ann = server.connect();
    ann.say({ type: 'hello', token: tokenOf(Date.now(), { role: 'moderator' }) }, post('hello'));
    const { you, expiresInMs } = await ann.next('welcome');
    expect(you).toMatchObject({ name: 'Ann', role: 'moderator' });
    expect(expiresInMs).toBeGreaterThan(600_000);
    expect((await bo.next('message')).from).toEqual(you);
    ann.say({ type: 'renew', token: tokenOf(Date.now(), { name: 'Ann Lee' }) });
    expect((await ann.next('renewed')).you).toEqual({ ...you, name: 'Ann Lee', role: 'member' });
    ann.say({ type: 'renew', token: tokenOf(Date.now(), { sub: '43' }) });
    expect((await ann.closed).code).toBe(4001);
  });

  it('takes a key by its file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'public.pem');
    writeFileSync(path, pairs.EdDSA.publicKey.export({ type: 'spki', format: 'pem' }));
    await using server = await startChatServer({ ...settings, memberSecret: undefined, memberKeys: [path] });
    const token = byKey('EdDSA', { alg: 'EdDSA' }, goodClaims(Date.now()));
    expect((await welcomed(server, token)).you.name).toBe('Ann');
  });

  it('does not start with a key that it cannot use, before it made anything', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'data');
    const config = { ...readConfig({ flags: [], environment: {} }), ...settings, data };
    const start = createChatServer({ ...config, memberKeys: ['/nowhere/key.pem'] }, createRecorder());
    await expect(start).rejects.toThrow(ConfigError);
    expect(existsSync(data)).toBe(false);
  });

  it('ends the connection when the token does', async () => {
    await using server = await startChatServer(settings);
    const ann = server.connect();
    const exp = Math.ceil(Date.now() / 1_000) - 28;
    ann.say({ type: 'hello', token: tokenOf(Date.now(), { iat: undefined, exp }) });
    await ann.next('welcome');
    expect((await ann.closed).code).toBe(4300);
  });

  it('tells the reason for every bad token, and never the token', async () => {
    await using server = await startChatServer(settings);
    for (const [token, code] of [
      ['canary.canary.canary', 4001],
      [tokenOf(Date.now(), { aud: 'canary' }), 4001],
      [tokenOf(Date.now(), { rooms: ['canary'] }), 4002],
      [tokenOf(Date.now(), { exp: 1, iat: 0 }), 4300],
      [`x.${'canary'.repeat(2_000)}.x`, 4001],
    ] as const) {
      const ann = server.connect();
      ann.say({ type: 'hello', token });
      const closed = await ann.closed;
      expect(closed.code).toBe(code);
      expect(closed.reason).not.toBe('');
    }
    expect(server.telemetry.told.filter((line) => line.startsWith('not signed in'))).toHaveLength(5);
    expect(server.telemetry.told.join('\n')).not.toContain('canary');
  });

  it('closes on a megabyte before it is a token', async () => {
    await using server = await startChatServer(settings);
    const ann = server.connect();
    ann.say({ type: 'hello', token: `x.${'x'.repeat(1_000_000)}.x` });
    expect((await ann.closed).code).toBe(1009);
  });
});

/** How each language runs a file, and how it is asked whether it is there. */
const languages = {
  js: { command: process.execPath, file: 'token.mjs', words: [], asks: '--version' },
  python: { command: 'python3', file: 'token.py', words: [], asks: '--version' },
  php: { command: 'php', file: 'token.php', words: [], asks: '--version' },
  ruby: { command: 'ruby', file: 'token.rb', words: [], asks: '--version' },
  go: { command: 'go', file: 'main.go', words: ['run'], asks: 'version' },
} as const;

const document = readFileSync(new URL('../../docs/members.md', import.meta.url), 'utf8');
const examples = [...document.matchAll(/```(js|python|php|ruby|go)\n(.*?)```/gs)].map(
  ([, language, code]) => ({
    language: language as keyof typeof languages,
    code: code!,
  }),
);

describe('the examples of docs/members.md', () => {
  it('are there for each language', () => {
    expect(examples.map(({ language }) => language)).toEqual(['js', 'python', 'php', 'ruby', 'go', 'js']);
  });

  it.each(examples)('sign somebody in, from $language', { timeout: 120_000 }, async ({ language, code }) => {
    const { command, file, words, asks } = languages[language];
    const isThere = spawnSync(command, [asks]).status === 0;
    if (!isThere) return console.warn(`${command} is not on this machine: its example was not run.`);
    using folder = temporaryFolder();
    const [privateKey, publicKey] = ['site-private.pem', 'site-public.pem'].map((name) =>
      join(folder.path, name),
    );
    writeFileSync(privateKey!, pairs.EdDSA.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(publicKey!, pairs.EdDSA.publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(join(folder.path, file), code);
    const { stdout } = await promisify(execFile)(command, [...words, file], {
      cwd: folder.path,
      env: { ...process.env, CHAT_SECRET: secret, GOCACHE: join(folder.path, 'cache'), GO111MODULE: 'off' },
    });
    await using server = await startChatServer({
      ...exampleSettings,
      memberSecret: secret,
      memberKeys: [publicKey!],
    });
    const { you } = await welcomed(server, stdout.trim());
    expect(you).toEqual({ id: idOfDocument(), name: 'Ann', role: 'member' });
  });
});

/** What the last line of code of the document prints. */
function idOfDocument(): string {
  const [, script] = /node -p "(.*)"\n/.exec(document)!;
  return spawnSync(process.execPath, ['-p', script!]).stdout.toString().trim();
}
