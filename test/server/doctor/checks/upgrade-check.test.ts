import { describe, expect, it } from 'vitest';
import { startChatServer } from '../../../support/chat-server.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { chatBehindNginx, everything, examined, nginxMissing, wellSet } from '../../../support/examined.ts';
import { createFaultProxy } from '../../../support/fault-proxy.ts';

/** Requests go to the chat, and handshakes to these lines. */
const handshakesTo = (lines: string) => (port: number) =>
  `location = /rooms/lobby { ${lines.replaceAll('CHAT', `http://127.0.0.1:${port}`)} } ${everything(wellSet)(port)}`;

describe.skipIf(nginxMissing !== undefined)('the handshake', () => {
  it.each([
    ['another path', `proxy_pass CHAT/live/lobby; ${wellSet}`, /another path than requests/, 'path-kept'],
    ['426', 'return 426;', /\(426\): the proxy does not pass the Upgrade header on/, 'upgrade'],
    ['a refusal', 'return 403;', /^The proxy answers a WebSocket with 403 by itself\.$/, 'upgrade'],
    ['an error', 'return 502;', /^The proxy answers a WebSocket with 502 by itself\.$/, 'upgrade'],
    ['silence', 'return 444;', /^The handshake of a WebSocket has no answer: /, 'upgrade'],
    ['a redirect', 'return 301 /;', /and does not go along\.$/, undefined],
    [
      'headers that were lost',
      `proxy_pass CHAT; ${wellSet} proxy_set_header Sec-WebSocket-Protocol "";`,
      /^The proxy takes the Sec-WebSocket-Protocol header away\.$/,
      'handshake-headers',
    ],
    [
      'a key that was lost',
      `proxy_pass CHAT; ${wellSet} proxy_set_header Sec-WebSocket-Key "";`,
      /^The proxy changes the headers of the handshake: .*Sec-WebSocket-Key/,
      'handshake-headers',
    ],
  ])('is answered by %s', async (_what, lines, cause, remedy) => {
    const { port } = await chatBehindNginx({ locations: handshakesTo(lines) });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    const upgrade = found.of('upgrade');
    expect(upgrade).toMatchObject({ result: 'wrong', ...(remedy && { remedy }) });
    expect(upgrade.cause).toMatch(cause);
  });

  it('is refused where the proxy takes the origin away', async () => {
    const { port } = await chatBehindNginx({
      locations: everything(`${wellSet} proxy_set_header Origin "";`),
    });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual(['origin']);
    expect(found.of('origin')).toMatchObject({
      cause: 'The proxy takes the Origin header away, by which the chat knows the pages that may enter.',
      remedy: 'handshake-headers',
    });
  });
});

it('knows a gateway that knows no WebSockets', async () => {
  await using server = await startChatServer();
  const gateway = endsWithTest(await createFaultProxy(server.port));
  gateway.become({ kind: 'upgradeless' });
  expect((await examined({ url: `http://127.0.0.1:${gateway.port}` })).with('wrong')).toEqual(['upgrade']);
});

it('says which room there is none of', async () => {
  await using server = await startChatServer();
  const found = await examined({ url: server.url, room: 'attic' });
  expect(found.with('wrong')).toEqual(['origin']);
  expect(found.of('origin').cause).toBe('There is no room attic (no-such-room).');
  expect(found.of('upgrade').result).toBe('skipped');
});

it('cannot tell where the house is full', async () => {
  await using server = await startChatServer({ maxConnections: 4 });
  for (const name of ['Ann', 'Bo', 'Cy', 'Di']) await server.enter(name);
  const found = await examined({ url: server.url });
  expect(found.with('wrong')).toEqual([]);
  expect(found.of('origin').cause).toContain('The server lets nobody in just now (full)');
  expect(found.of('upgrade').result).toBe('cannot tell');
});
