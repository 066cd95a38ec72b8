// kill -HUP: a real server reads its file again, and nobody is closed for it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { ChatClient } from '../support/chat-client.ts';
import { runCommand } from '../support/command.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { post } from '../support/house.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { run } from '../support/processes.ts';
import { findProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { startWorkersServer } from '../support/workers.ts';

const [site, other] = ['https://www.example.com', 'https://other.example.com'];
/** Most of it is for starts of servers. */
const patience = { timeout: 120_000 };

interface Line {
  readonly msg: string;
  readonly changed?: readonly string[];
}

async function startServer(settings: object) {
  const folder = endsWithTest(temporaryFolder());
  const file = join(folder.path, 'ws-chat.json');
  const always = { port: 0, host: '127.0.0.1', data: join(folder.path, 'data'), origins: [site] };
  const write = (over: object) => writeFileSync(file, JSON.stringify({ ...always, ...over }));
  write(settings);
  const isListening = (line: string) => line.includes('"listening"');
  const running = endsWithTest(await run('server/main.ts', ['--config', file], {}, isListening));
  const { url } = JSON.parse(running.lines.find(isListening)!) as { url: string };
  const connect = (origin = site, room = 'lobby') =>
    new ChatClient(`${url.replace('http', 'ws')}/rooms/${room}`, { origin });
  const lines = () =>
    running.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
  return {
    ...{ folder: folder.path, file, url, write, connect, lines },
    async enter(hello: object = {}, origin = site, room = 'lobby') {
      const client = connect(origin, room);
      client.say({ type: 'hello', ...hello });
      return { client, welcome: await client.next('welcome') };
    },
    /** With these settings in its file; resolves with what it said of them. */
    async reload(over: object | string): Promise<readonly Line[]> {
      if (typeof over === 'string') writeFileSync(file, over);
      else write(over);
      const before = lines().length;
      running.signal('SIGHUP');
      return until('what came of it', () => {
        const said = lines()
          .slice(before)
          .filter(({ msg }) => msg !== 'denied');
        return said.some(({ msg }) => /settings (read again|stay)/.test(msg)) && said;
      });
    },
  };
}

describe('SIGHUP', patience, () => {
  it('lets a new site in, and who was there stays', async () => {
    const server = await startServer({});
    const { client: ann } = await server.enter({ name: 'Ann' });
    expect((await server.connect(other).refused).status).toBe(403);
    expect(await server.reload({ origins: [site, other] })).toMatchObject([{ changed: ['origins'] }]);
    const { client: bo } = await server.enter({ name: 'Bo' }, other);
    bo.say(post('from elsewhere'));
    expect((await ann.next('message')).text).toBe('from elsewhere');
  });

  it.each([
    ['a site', { origins: [other] }, 403],
    ['a room', { rooms: [{ name: 'den' }] }, 404],
  ])(
    'sends off who is there by %s that was taken out, and tells them at the door',
    async (_, over, status) => {
      const server = await startServer({ rooms: [{ name: 'lobby' }, { name: 'den' }] });
      const { client: ann } = await server.enter({ name: 'Ann' });
      const { client: bo } = await server.enter({ name: 'Bo' }, site, 'den');
      await server.reload({ rooms: [{ name: 'lobby' }, { name: 'den', origins: [site] }], ...over });
      expect((await ann.closed).code).toBe(closeCodes.reset);
      expect((await server.connect().refused).status).toBe(status);
      bo.say(post('still here'));
      expect((await bo.next('message')).text).toBe('still here');
    },
  );

  it.each([
    ['a setting that cannot be used', '{"origins":["www.example.com"]}'],
    ['a setting that there is not', '{"orgins":[]}'],
    ['no JSON', '{'],
    [
      'a file of a key that is not there',
      `{"memberKeys":["nowhere.pem"],"memberIssuer":"i","memberAudience":"a"}`,
    ],
    [
      'a hook without its secret',
      '{"hook":{"url":"https://example.com","secretFile":"nowhere","onFailure":"open"}}',
    ],
  ])('changes nothing for %s, and says why as a start does', async (_, text) => {
    const server = await startServer({});
    const { client: ann } = await server.enter({ name: 'Ann' });
    const said = await server.reload(text);
    using start = runCommand(['--config', server.file]);
    const { code, stderr } = await start.ended;
    expect(code).toBe(1);
    expect(said).toMatchObject([{ msg: `The settings stay as they were. ${stderr.trim()}` }]);
    ann.say(post('as before'));
    expect((await ann.next('message')).text).toBe('as before');
    expect((await server.connect(other).refused).status).toBe(403);
    await server.enter({ name: 'Bo' });
  });

  it('names each setting that changes at the next start alone, and takes the others', async () => {
    const server = await startServer({});
    const said = await server.reload({ path: '/chat', trustedProxies: 1, reservedNames: ['Zed'] });
    expect(said).toMatchObject([
      { msg: '“path” changes at the next start.', setting: 'path' },
      { msg: '“trustedProxies” changes at the next start.', setting: 'trustedProxies' },
      { changed: ['reservedNames'] },
    ]);
    const { welcome } = await server.enter({ name: 'Zed' });
    expect(welcome).toMatchObject({ nameRefused: { code: 'name-reserved' } });
    // What waits is told again as long as it does.
    expect(await server.reload({ trustedProxies: 1, reservedNames: ['Zed'] })).toMatchObject([
      { setting: 'trustedProxies' },
      { changed: [] },
    ]);
  });

  it('sets rates anew for who is there', async () => {
    const server = await startServer({ postBurst: 1, postsPerSecond: 0.01 });
    const { client: ann } = await server.enter({ name: 'Ann' });
    ann.say(post('one', 'draft-1'), post('two', 'draft-2'));
    expect((await ann.next('refused')).code).toBe('rate-limited');
    await server.reload({ postBurst: 1, postsPerSecond: 1_000_000 });
    ann.say(post('two', 'draft-3'));
    await until('the second', () => ann.all('message').some(({ text }) => text === 'two'));
    await server.reload({ postBurst: 1, postsPerSecond: 0.01 });
    ann.say(post('three', 'draft-4'), post('four', 'draft-5'));
    await until('a refusal', () => ann.all('refused').some(({ draftId }) => draftId === 'draft-5'));
  });

  it('tells who is there what they may from now on, and holds their texts against the new rules', async () => {
    const server = await startServer({});
    const { client: ann } = await server.enter({ name: 'Ann' });
    await server.reload({ permissions: { react: 'member' }, rules: { words: { block: ['spam'] } } });
    expect((await ann.next('may')).may).not.toContain('react');
    ann.say(post('spam'));
    expect((await ann.next('refused')).code).toBe('word-blocked');
  });

  it('admits no more than the new limits say', async () => {
    const server = await startServer({});
    await server.enter({ name: 'Ann' });
    await server.reload({ maxConnectionsPerAddress: 1 });
    expect((await server.connect().refused).status).toBe(429);
    await server.reload({ maxConnections: 1 });
    expect((await server.connect().refused).status).toBe(503);
  });

  it('reads the files of keys again: a member’s secret and a program’s', async () => {
    const files = { memberSecretFile: 'member-secret', keyFile: 'key' };
    const server = await startServer({});
    const place = (name: string) => join(server.folder, name);
    const settings = {
      ...{ memberSecretFile: place(files.memberSecretFile), memberIssuer: issuer, memberAudience: audience },
      apiKeys: [{ name: 'news', secretFile: place(files.keyFile), scopes: ['rooms:read'] }],
    };
    const [formerKey, key] = ['former'.repeat(8), 'present'.repeat(6)];
    writeFileSync(place(files.memberSecretFile), 'a former secret that is longer than thirty-two bytes');
    writeFileSync(place(files.keyFile), formerKey);
    await server.reload(settings);
    const ask = async (shown: string) =>
      (await fetch(`${server.url}/api/v1/rooms`, { headers: { Authorization: `Bearer ${shown}` } })).status;
    const token = tokenOf(Date.now(), {});
    const early = server.connect();
    early.say({ type: 'hello', token });
    expect((await early.closed).code).toBe(closeCodes.badToken);
    expect([await ask(formerKey), await ask(key)]).toEqual([200, 401]);

    writeFileSync(place(files.memberSecretFile), secret);
    writeFileSync(place(files.keyFile), key);
    await server.reload(settings);
    expect((await server.enter({ token })).welcome.you.role).toBe('member');
    expect([await ask(formerKey), await ask(key)]).toEqual([401, 200]);
  });

  it('tells more or less from then on', async () => {
    const server = await startServer({});
    await server.reload({ logLevel: 'debug' });
    await server.enter({ name: 'Ann' });
    await until('who came', () => server.lines().some(({ msg }) => msg === 'connected'));
  });
});

describe('SIGHUP with several workers', patience, () => {
  it('reaches all of them, and who takes the place of one', async () => {
    const folder = endsWithTest(temporaryFolder());
    const file = join(folder.path, 'ws-chat.json');
    writeFileSync(file, '{}');
    const server = endsWithTest(await startWorkersServer(2, [`--config=${file}`]));
    const stays = await server.enterOn(1, { name: 'Ann' });
    writeFileSync(file, '{"reservedNames":["Zed"]}');
    server.process.signal('SIGHUP');
    await until('what came of it', () =>
      server.process.lines.some((line) => line.includes('settings read again')),
    );
    const isRefused = async (worker: number) => {
      const { welcome, client } = await server.enterOn(worker, { name: 'Zed' });
      client.cut();
      return 'nameRefused' in welcome;
    };
    expect([await isRefused(1), await isRefused(2)]).toEqual([true, true]);
    await server.replace(2);
    expect(await isRefused(2)).toBe(true);
    stays.client.say(post('still here'));
    expect((await stays.client.next('message')).text).toBe('still here');
  });
});

const python = findProgram(['/usr/bin/python3']);

describe.skipIf(python === undefined)('SIGHUP of a terminal', patience, () => {
  it('ends the server in order when the terminal is closed', async () => {
    const folder = endsWithTest(temporaryFolder());
    const words = ['server/main.ts', '--port=0', `--data=${folder.path}`];
    // Its terminal ends with what holds the other side of it; then it tells how the server ended.
    const holder = `import os, pty, sys
child, terminal = pty.fork()
if child == 0: os.execv(sys.argv[1], sys.argv[1:])
while b'listening' not in os.read(terminal, 65536): pass
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)`;
    const child = spawn(python!, ['-c', holder, process.execPath, ...words]);
    endsWithTest({ [Symbol.dispose]: () => void child.kill('SIGKILL') });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(line).toBe('0');
  });
});
