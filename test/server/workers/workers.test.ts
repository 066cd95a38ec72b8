import { existsSync, statSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askServer } from '../../../server/control/control-client.ts';
import { controlPath } from '../../../server/control/control-socket.ts';
import { runCommand } from '../../support/command.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { post } from '../../support/house.ts';
import { audience, issuer, secret, tokenOf } from '../../support/member-tokens.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { startWorkersServer } from '../../support/workers.ts';

const patience = { timeout: 120_000 };
const isGone = (pid: number) => !existsSync(`/proc/${pid}`);

describe('a server of several workers', patience, () => {
  it('is one chat: messages, presence, names and bans hold on all of them', async () => {
    const flags = [`--member-issuer=${issuer}`, `--member-audience=${audience}`];
    const server = endsWithTest(await startWorkersServer(3, flags, { WS_CHAT_MEMBER_SECRET: secret }));
    const token = tokenOf(Date.now(), { role: 'moderator' });
    const mo = await server.enterOn(1, { token });
    const bo = await server.enterOn(2, { name: 'Bo' });
    const cy = await server.enterOn(3, { name: 'Cy' });

    mo.client.say(post('one'));
    expect(await bo.client.next('message')).toMatchObject({ seq: 1, text: 'one' });
    bo.client.say(post('two'));
    for (const { client } of [mo, cy])
      await until(
        'both, in one order',
        () =>
          client
            .all('message')
            .map(({ text }) => text)
            .join() === 'one,two',
      );
    await until('the presence of all three', () => mo.client.all('presence').at(-1)?.count === 3);

    const impostor = await server.enterOn(3, { name: 'Bo' });
    expect(impostor.welcome).toMatchObject({ nameRefused: { code: 'name-taken' } });

    mo.client.say({ type: 'moderate', draftId: 'ban', act: { do: 'ban', who: bo.welcome.you.id } });
    expect((await bo.client.closed).code).toBe(4011);
    const again = server.connect();
    again.say({ type: 'hello', token: bo.welcome.token });
    expect((await again.closed).code).toBe(4011);
    for (const { client } of [mo, cy, impostor]) client.cut();
  });

  it('knows guests again on every worker, also on one that came later', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    const { welcome, client } = await server.enterOn(1, { name: 'Ann' });
    client.say(post('one'));
    await client.next('accepted');
    client.cut();
    await server.replace(2);
    const back = await server.enterOn(2, { token: welcome.token });
    expect(back.welcome.you.id).toBe(welcome.you.id);
    expect(back.welcome).toMatchObject({ epoch: welcome.epoch, head: 1 });
    back.client.cut();
  });

  it('refuses nobody while one of them is replaced', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    const former = server.pids.get(2)!;
    process.kill(former, 'SIGKILL');
    // Whom the primary had handed to it before are lost with it.
    const noticed = 'Worker 2 ended (SIGKILL). It is started again';
    await until('the primary to notice', () => server.process.lines.some((line) => line.includes(noticed)));
    const statuses: number[] = [];
    while (statuses.length < 50 || !server.pids.has(2)) {
      // Each by a connection of its own.
      const response = await fetch(`${server.url}/health/ready`, { headers: { connection: 'close' } });
      statuses.push(response.status);
    }
    expect([...new Set(statuses)]).toEqual([200]);
    const { client } = await server.enterOn(2);
    client.cut();
  });

  it('hears commands in its first worker, also in the one that takes its place', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    const ann = await server.enterOn(2, { name: 'Ann' });
    ann.client.say(post('to be erased'));
    await ann.client.next('accepted');
    const copy = join(server.data, 'copy.sqlite');
    expect(await askServer(server.data, { command: 'backup', file: copy })).toEqual({ done: true });
    expect(existsSync(copy)).toBe(true);
    // For its owner alone, though many processes could have made it.
    expect(statSync(controlPath(server.data)).mode & 0o777).toBe(0o600);
    await server.replace(1);
    const participant = ann.welcome.you.id;
    const erased = await until('the first worker to hear', () =>
      askServer(server.data, { command: 'erase', participant }),
    );
    expect(erased).toEqual({ done: true, count: 1 });
    // The other worker lets go of what it held, too.
    expect((await ann.client.closed).code).toBe(4202);
    const link = await askServer(server.data, { command: 'console-link' });
    expect(link?.link).toContain(`${server.url}/console#key=`);
  });

  it('closes at once the socket for which no worker has room', async () => {
    const server = endsWithTest(await startWorkersServer(2, ['--max-connections=1']));
    const sockets: Socket[] = [];
    endsWithTest({ [Symbol.dispose]: () => sockets.forEach((socket) => socket.destroy()) });
    let dropped = 0;
    // A thousand beyond the connections of each.
    for (let index = 0; index < 2 * 1_001 + 50; index++) {
      const socket = connect(server.port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => {});
      // Whoever is only too slow is told something first.
      socket.on('close', () => (dropped += socket.bytesRead === 0 ? 1 : 0));
    }
    await until('the end of those that are too many', () => dropped >= 50, 60_000);
  });

  it('tells its first link once', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    await server.replace(1);
    await server.enterOn(1);
    expect(server.process.lines.filter((line) => line.includes('/console#key='))).toHaveLength(1);
    expect(server.process.lines.filter((line) => line.includes('"listening"'))).toHaveLength(1);
  });
});

describe('the end of several workers', patience, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('is in order at %s, for all who are there', async (signal) => {
    const server = endsWithTest(await startWorkersServer(2));
    const [ann, bo] = [await server.enterOn(1, { name: 'Ann' }), await server.enterOn(2, { name: 'Bo' })];
    bo.client.say(post('last words'));
    await bo.client.next('accepted');
    const pids = [...server.pids.values()];
    // As where everybody in a terminal, or in a control group, is told.
    for (const pid of pids) process.kill(pid, signal);
    server.process.signal(signal);
    for (const { client } of [ann, bo]) {
      expect(await client.next('goodbye')).toMatchObject({ type: 'goodbye' });
      expect((await client.closed).code).toBe(4200);
    }
    expect(await server.process.exited).toBe(0);
    expect(pids).toHaveLength(2);
    expect(pids.map(isGone)).toEqual([true, true]);
  });

  it('is at once for all at a second signal', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    const { client } = await server.enterOn(2);
    // It is never done with what it hears, so it answers no close, and the end would wait for it.
    client.socket.on('message', () => client.socket.pause());
    const pids = [...server.pids.values()];
    server.process.signal('SIGTERM');
    await client.next('goodbye');
    server.process.signal('SIGTERM');
    expect(await server.process.exited).toBeNull();
    await until('the workers to be gone', () => pids.every(isGone));
    client.cut();
  });

  it('comes with the primary, however that ends', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    const pids = [...server.pids.values()];
    await server.process.kill();
    await until('the workers to be gone', () => pids.every(isGone));
  });
});

describe('a start of several workers that fails', patience, () => {
  it('says in one sentence that the port is taken', async () => {
    using folder = temporaryFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const flags = ['--workers', '3', '--port', `${port}`, '--host', '127.0.0.1', '--data', folder.path];
    using command = runCommand(flags);
    expect(await command.ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is taken by another process. Stop that one, or choose another port with --port.\n`,
    });
    other.close();
  });

  it('says in one sentence that another process uses the data', async () => {
    const server = endsWithTest(await startWorkersServer(2));
    using command = runCommand(['--workers', '2', '--port', '0', '--data', server.data]);
    const { code, stderr } = await command.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another process is using the log [^\n]+\n$/);
  });
});
