import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { site, startChatServer, type RunningServer } from '../support/chat-server.ts';
import { rawSocket, upgradeRequest } from '../support/raw-socket.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openFiles } from './open-files.ts';
import { Random } from './random.ts';
import { hostilePaths, oddRequest, oddUpgrade } from './requests.ts';
import { textFrameOf } from './websocket-frame.ts';

let server: RunningServer;
beforeAll(async () => (server = await startChatServer({ maxConnectionsPerAddress: 10_000 })));
afterAll(() => server[Symbol.asyncDispose]());

const failures = () => server.telemetry.told.filter((line) => line.startsWith('failed'));

/** Statuses that say: this is your request's fault, or: here you are. */
const answers = /^HTTP\/1\.1 (100|101|200|204|206|400|403|404|405|413|414|416|417|426|429|431|501|503|505) /;

/** With what to call them in a report. */
const paths = hostilePaths.map((path) => [JSON.stringify(path.slice(0, 60)), path] as const);

/** What a request got; the connection is ended by whoever is done first. */
async function answerTo(bytes: Buffer, port = server.port): Promise<string> {
  using raw = await rawSocket(port);
  raw.socket.write(bytes);
  // Some of them ask for more than they send; then the server waits, and so would we.
  await Promise.race([raw.until(/\r\n\r\n/), raw.gone, wait(300)]).catch(() => '');
  return raw.received();
}

describe('a hostile path', () => {
  it.each(paths)('gets a plain answer: %s', async (_what, path) => {
    const answer = await answerTo(
      Buffer.from(`GET ${path} HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n\r\n`, 'latin1'),
    );
    expect(answer).toMatch(answers);
    expect(answer).not.toMatch(/^X-Injected/m);
    expect(failures()).toEqual([]);
  });

  it.each(paths.filter(([, path]) => !path.includes('?')))('opens no room: %s', async (_what, path) => {
    const answer = await answerTo(Buffer.from(upgradeRequest(path), 'latin1'));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d |^$/);
    expect(failures()).toEqual([]);
  });
});

describe('a header that is called as the language calls prototypes', () => {
  it('does a server no harm that runs as owners run it', async () => {
    using folder = temporaryFolder();
    const port = await freePort();
    // In a process of its own: Node itself ends one that forbids `__proto__`, as these tests do.
    await using running = await runServer(port, folder.path, ['--host', '127.0.0.1']);
    for (const name of ['__proto__', '__Proto__', 'constructor', 'prototype'])
      await answerTo(
        Buffer.from(upgradeRequest('/rooms/lobby', { [`${name} `.trim()]: 'x' }), 'latin1'),
        port,
      );
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    expect(running.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('odd requests', () => {
  it('get an answer or nothing, and harm nobody else', async () => {
    const bystander = await server.enter('Bo');
    const random = new Random(1);
    const requests = Array.from({ length: 1_000 }, () =>
      random.chance(0.6) ? oddUpgrade(random) : oddRequest(random),
    );
    const strange: string[] = [];
    const ask = async () => {
      for (let bytes = requests.pop(); bytes; bytes = requests.pop()) {
        const answer = await answerTo(bytes);
        if (answer !== '' && !answers.test(answer))
          strange.push(`${answer.slice(0, 100)} to ${bytes.toString('latin1').slice(0, 500)}`);
      }
    };
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(strange).toEqual([]);
    expect(failures()).toEqual([]);
    bystander.say({ type: 'ping' });
    await bystander.next('pong');
  }, 120_000);
});

describe('a thousand resets', () => {
  it('at any moment of the handshake do the server no harm', async () => {
    const bystander = await server.enter('Bo');
    const open = openFiles();
    const random = new Random(2);
    const whole = Buffer.concat([
      Buffer.from(upgradeRequest('/rooms/lobby', { Origin: site })),
      textFrameOf('{"type":"hello"}'),
    ]);
    let left = 1_000;
    const reset = async () => {
      while (left-- > 0) {
        const raw = await rawSocket(server.port);
        raw.socket.write(whole.subarray(0, random.below(whole.length + 1)));
        if (random.chance(0.7)) await wait(random.below(5));
        raw.socket.resetAndDestroy();
        await raw.gone;
      }
    };
    await Promise.all(Array.from({ length: 20 }, reset));
    bystander.say({ type: 'ping' });
    await bystander.next('pong');
    expect(failures()).toEqual([]);
    await expect.poll(() => openFiles() ?? 0, { timeout: 15_000 }).toBeLessThanOrEqual(open ?? Infinity);
  }, 120_000);
});
