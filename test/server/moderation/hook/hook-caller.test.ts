// One question to a real HTTP server, and all that it may do instead of answering.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../../server/clock.ts';
import { createHook, type HookSettings } from '../../../../server/moderation/hook/hook.ts';
import { answerBytes, HookCaller } from '../../../../server/moderation/hook/hook-caller.ts';
import type { ResolveName } from '../../../../server/moderation/hook/hook-lookup.ts';
import { hookSecret, startHook, type HookReply } from '../../../support/hook-server.ts';

const body = '{"room":"lobby"}';

function createCaller(resolve?: ResolveName) {
  const caller = new HookCaller({ clock: systemClock, ...(resolve && { resolve }) });
  onTestFinished(() => caller.close());
  return (settings: HookSettings) => caller.ask(createHook(settings), body);
}

describe('a question to the hook', () => {
  it('is a signed POST, and its answer comes back as it is', async () => {
    await using server = await startHook(() => ({ verdict: 'publish' }));
    expect(await createCaller()(server.settings())).toBe('{"verdict":"publish"}');
    const [{ headers, body: heard }] = server.questions as [(typeof server.questions)[0]];
    expect(heard).toBe(body);
    const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
    const signature = createHmac('sha256', Buffer.from(hookSecret, 'base64')).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(Math.abs(Number(headers['webhook-timestamp']) * 1_000 - Date.now())).toBeLessThan(60_000);
  });

  it('goes by a connection that is kept, and by another where that was closed', async () => {
    let closes = false;
    await using server = await startHook(() => (response) => {
      response.end('{}', () => closes && response.socket!.destroy());
    });
    const caller = new HookCaller({ clock: systemClock });
    onTestFinished(() => caller.close());
    const hook = createHook(server.settings());
    await caller.ask(hook, body);
    await caller.ask(hook, body);
    expect(server.sockets).toBe(1);
    closes = true;
    await caller.ask(hook, body);
    expect(await caller.ask(hook, body)).toBe('{}');
    expect(server.questions).toHaveLength(4);
  });

  const failures: [string, HookReply, string, Partial<HookSettings>?][] = [
    [
      'a redirect, which is not followed',
      (r) => r.writeHead(307, { location: '/elsewhere' }).end(),
      'status 307',
    ],
    ['a fault of its own', (r) => r.writeHead(500).end('{"verdict":"publish"}'), 'status 500'],
    ['nothing at all', (r) => r.writeHead(204).end(), 'status 204'],
    ['too much', (r) => r.end('x'.repeat(answerBytes + 1)), 'more than 65536 bytes'],
    ['a connection that breaks', (r) => r.socket!.destroy(), 'socket hang up'],
    ['half an answer', (r) => void r.write('{"verdict"', () => r.socket!.destroy()), 'aborted'],
    ['silence', () => {}, 'within 100 ms', { timeoutMs: 100 }],
    ['an answer without an end', (r) => void r.write('{"verdict"'), 'within 100 ms', { timeoutMs: 100 }],
    [
      'headers without an end',
      (r) => void r.socket!.write('HTTP/1.1 200 OK\r\n'),
      'within 100 ms',
      { timeoutMs: 100 },
    ],
    [
      'very many headers',
      (r) => void r.socket!.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`),
      'Header overflow',
    ],
    ['what is no HTTP', (r) => void r.socket!.write('SSH-2.0-\r\n'), 'Parse Error'],
  ];

  it.each(failures)('fails by %s', async (_what, reply, message, over = {}) => {
    await using server = await startHook(() => reply);
    await expect(createCaller()(server.settings(over))).rejects.toThrow(message);
    expect(server.questions).toHaveLength(1);
  });

  it('fails where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const settings = { url: `http://127.0.0.1:${port}/`, secret: hookSecret, allowPrivate: true } as const;
    await expect(createCaller()({ ...settings, onFailure: 'open', timeoutMs: 2_000 })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('does not reach a private address, by number or by name', async () => {
    await using server = await startHook(() => ({ verdict: 'publish' }));
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    for (const host of ['127.0.0.1', 'hook.example', '[::ffff:127.0.0.1]'])
      await expect(
        createCaller(resolve)(
          server.settings({ url: `http://${host}:${server.port}/`, allowPrivate: false }),
        ),
      ).rejects.toThrow('not on the open internet');
    expect([server.questions.length, server.sockets]).toEqual([0, 0]);
  });

  it('connects to the address that was looked at, whatever the name leads to a moment later', async () => {
    await using server = await startHook(() => ({ verdict: 'publish' }));
    let asked = 0;
    // Nobody listens there: a second look would lead into the void.
    const resolve = () =>
      Promise.resolve([{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.99', family: 4 }]);
    await createCaller(resolve)(server.settings({ url: `http://hook.example:${server.port}/` }));
    expect(asked).toBe(1);
    expect(server.questions[0]!.headers.host).toBe(`hook.example:${server.port}`);
  });

  it('fails where the name cannot be looked up in time', async () => {
    const resolve = () => new Promise<never>(() => {});
    const settings = { url: 'http://hook.example/', secret: hookSecret, allowPrivate: true } as const;
    await expect(createCaller(resolve)({ ...settings, onFailure: 'open', timeoutMs: 100 })).rejects.toThrow(
      'within 100 ms',
    );
  });
});
