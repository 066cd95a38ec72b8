import { describe, expect, it } from 'vitest';
import { frameBytes } from '../../../protocol/limits.ts';
import { site, startChatServer } from '../../support/chat-server.ts';
import { post } from '../../support/house.ts';
import { rawSocket, upgradeRequest } from '../../support/raw-socket.ts';

describe('the gate', () => {
  it('opens for a page of an admitted site', async () => {
    await using server = await startChatServer();
    const client = server.connect();
    await client.opened();
    expect(client.socket.protocol).toBe('ws-chat.v1');
    expect(client.socket.extensions).toBe('');
  });

  it.each([
    [
      'a foreign page',
      { origin: 'https://evil.example' },
      403,
      /^Pages of https:\/\/evil\.example may not .*--origin/,
    ],
    ['a page from disk', { origin: 'null' }, 403, /--allow-null-origin/],
    ['a program', { origin: undefined }, 403, /--allow-missing-origin/],
    ['an unknown room', { path: '/rooms/attic' }, 404, /^There is no room “attic” here\./],
    ['a name that is none', { path: '/rooms/%3Cscript%3E' }, 404, /^This cannot be a room’s name\./],
    ['a path that is none', { path: '/socket' }, 404, /^A chat’s address is \/rooms\/<room>\./],
    ['another language', { protocols: ['mqtt'] }, 400, /speaks the subprotocol ws-chat\.v1/],
    ['a plain client', { protocols: [] }, 400, /--plain-clients/],
  ])('stays shut for %s, and says why', async (_who, options, status, sentence) => {
    await using server = await startChatServer();
    const answer = await server.connect({ origin: site, ...options }).refused;
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(sentence);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-length': String(Buffer.byteLength(answer.body)),
      connection: 'close',
    });
  });

  it('tells the owner whom it denied', async () => {
    await using server = await startChatServer();
    await server.connect({ origin: 'https://evil.example' }).refused;
    expect(server.telemetry.told).toEqual(['denied lobby 403 origin-not-allowed https://evil.example']);
  });

  it('looks at the path without its query', async () => {
    await using server = await startChatServer();
    await server.connect({ path: '/rooms/lobby?utm=1/2' }).opened();
  });

  it('admits no more connections than there may be', async () => {
    await using server = await startChatServer({ maxConnections: 2 });
    const [ann] = [await server.enter('Ann'), await server.enter('Bo')];
    const answer = await server.connect().refused;
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect(answer.body).toBe('The chat is full right now. Try again in a minute.\n');
    ann.leave();
    await ann.closed;
    await (await server.enter('Cy')).next('presence');
  });

  it('admits no more from one network than may come from there', async () => {
    await using server = await startChatServer({ maxConnectionsPerAddress: 2, trustedProxies: 1 });
    const from = (address: string) => server.connect({ headers: { 'x-forwarded-for': address } });
    await Promise.all([from('2001:db8:1:2::1').opened(), from('2001:db8:1:2::2').opened()]);
    const answer = await from('2001:db8:1:2:3::').refused;
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '30']);
    expect(answer.body).toMatch(/^Too many connections come from your network\./);
    await from('2001:db8:1:3::1').opened();
  });

  it('admits no more newcomers than a quarter of all, and more when they were welcomed', async () => {
    await using server = await startChatServer({ maxConnections: 8 });
    const silent = [server.connect(), server.connect()];
    await Promise.all(silent.map((client) => client.opened()));
    const answer = await server.connect().refused;
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.body).toBe('Very many people are coming in right now. Try again in a moment.\n');
    silent[0]!.say({ type: 'hello' });
    await silent[0]!.next('welcome');
    await server.enter();
  });

  it('admits nobody who comes too often from one network', async () => {
    await using server = await startChatServer({ maxConnectionsPerAddress: 2 });
    // Twice as often as connections may be there at once.
    for (let visit = 0; visit < 4; visit++) {
      const client = await server.enter();
      client.leave();
      await client.closed;
    }
    const answer = await server.connect().refused;
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '5']);
    expect(answer.body).toBe('Your network opens connections too fast. Wait a little and try again.\n');
    expect(server.telemetry.told.at(-1)).toBe(`denied lobby 429 too-many-connections ${site}`);
  });

  it('does not believe a header that no proxy of ours wrote', async () => {
    await using server = await startChatServer({ maxConnectionsPerAddress: 1 });
    await server.connect({ headers: { 'x-forwarded-for': '198.51.100.1' } }).opened();
    const answer = await server.connect({ headers: { 'x-forwarded-for': '198.51.100.2' } }).refused;
    expect(answer.status).toBe(429);
  });

  it.each([
    ['no key', { 'Sec-WebSocket-Key': '' }],
    ['an old version', { 'Sec-WebSocket-Version': '7' }],
  ])('gives %s a plain answer', async (_what, headers) => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    raw.socket.write(upgradeRequest('/rooms/lobby', headers));
    expect(await raw.gone).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it.each(['h2c', 'TLS/1.0, HTTP/1.1', 'websocket2'])(
    'lets who would rather speak %s go on in plain HTTP',
    async (protocol) => {
      await using server = await startChatServer();
      using raw = await rawSocket(server.port);
      raw.socket.write(upgradeRequest('/health/live', { Upgrade: protocol }));
      await raw.until(/^HTTP\/1\.1 200 OK\r\n/);
      raw.socket.write(upgradeRequest());
      await raw.until(/HTTP\/1\.1 101 Switching Protocols\r\n/);
    },
  );

  it('opens in whichever case the upgrade is asked for', async () => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    raw.socket.write(upgradeRequest('/rooms/lobby', { Upgrade: 'WebSocket' }));
    await raw.until(/^HTTP\/1\.1 101 /);
  });

  it('has no room at the bare address where only patterns are rooms', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'lob*' }] });
    expect((await server.connect({ path: '/' }).refused).status).toBe(404);
    await server.connect({ path: '/rooms/lobby' }).opened();
  });
});

describe('a frame', () => {
  it('of bytes ends the connection', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    client.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect(await client.closed).toEqual({ code: 1003, reason: 'Frames are text.' });
  });

  it('of bytes is the last that is heard', async () => {
    await using server = await startChatServer();
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    ann.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    ann.socket.send(JSON.stringify(post('after the bytes')));
    await ann.closed;
    bo.say(post('first'));
    expect(await bo.next('message')).toMatchObject({ seq: 1, text: 'first' });
    expect(server.telemetry.told).toContain('left lobby Ann 1003 1');
  });

  it('of the largest size is read', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    const start = '{"type":"ping","more":"';
    client.sayText(`${start}${'x'.repeat(frameBytes - start.length - 2)}"}`);
    await client.next('pong');
  });

  it('of a byte more ends the connection', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    client.sayText('x'.repeat(frameBytes + 1));
    expect((await client.closed).code).toBe(1009);
  });

  it('of that size in fragments ends the connection too', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    client.socket.send('x'.repeat(frameBytes), { fin: false });
    client.socket.send('x', { fin: true });
    expect((await client.closed).code).toBe(1009);
  });

  it('in a few fragments is read, in many it ends the connection', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    const send = (text: string) =>
      Array.from(text).forEach((character, index, { length }) =>
        client.socket.send(character, { fin: index === length - 1 }),
      );
    send('{"type":"ping"}');
    await client.next('pong');
    send(`{"type":"ping"}${' '.repeat(100)}`);
    expect((await client.closed).code).toBe(1008);
  });

  it('that is not UTF-8 ends the connection', async () => {
    await using server = await startChatServer();
    const client = await server.enter();
    client.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect((await client.closed).code).toBe(1007);
  });

  it('that is not masked ends the connection', async () => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    raw.socket.write(upgradeRequest());
    await raw.until(/\r\n\r\n/);
    raw.socket.write(Buffer.from([0x81, 2, 0x68, 0x69]));
    await raw.until(/\x88.\x03\xea/s); // a close frame with 1002
  });

  it('in the same packet as the request is read', async () => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    const hello = Buffer.from('{"type":"hello"}');
    raw.socket.write(
      Buffer.concat([
        Buffer.from(upgradeRequest()),
        Buffer.from([0x81, 0x80 | hello.length, 0, 0, 0, 0]),
        hello,
      ]),
    );
    await raw.until(/"type":"welcome"/);
  });
});

describe('a client that resets its connection', () => {
  it.each([
    ['in the middle of its request', upgradeRequest().slice(0, 40)],
    ['right after its request', upgradeRequest()],
    ['right after a request for nothing', upgradeRequest('/nowhere')],
  ])('%s does the server no harm', async (_when, bytes) => {
    await using server = await startChatServer();
    for (let round = 0; round < 20; round++) {
      const raw = await rawSocket(server.port);
      raw.socket.write(bytes);
      raw.socket.resetAndDestroy();
      await raw.gone;
    }
    await server.enter();
  });

  it('in the middle of a frame does the server no harm', async () => {
    await using server = await startChatServer();
    for (let round = 0; round < 20; round++) {
      const raw = await rawSocket(server.port);
      raw.socket.write(upgradeRequest());
      await raw.until(/^HTTP\/1\.1 101 /);
      raw.socket.write('\x81\xfe', 'latin1');
      raw.socket.resetAndDestroy();
      await raw.gone;
    }
    await server.enter();
  });

  it('while it is written to does the server no harm', async () => {
    await using server = await startChatServer({ postBurst: 100 });
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    for (let round = 0; round < 20; round++) {
      const cy = await server.enter('Cy');
      ann.say({ type: 'post', draftId: `d${round}`, text: `message ${round}` });
      cy.cut();
      await ann.next('accepted');
    }
    while (bo.all('message').length < 20) await bo.next('message');
  });
});

describe('the gate behind a proxy', () => {
  const headers = { 'X-Forwarded-For': '203.0.113.7' };
  const advice = (told: readonly string[]) => told.filter((line) => line.includes('--trusted-proxies'));

  it('tells once that all visitors count as one address', async () => {
    await using server = await startChatServer();
    await server.connect({ headers }).opened();
    await server.connect({ headers }).opened();
    expect(advice(server.telemetry.told)).toHaveLength(1);
  });

  it('tells nothing where the proxies are known, or where there is none', async () => {
    await using known = await startChatServer({ trustedProxies: 1 });
    await known.connect({ headers }).opened();
    await using direct = await startChatServer();
    await direct.connect().opened();
    expect([...advice(known.telemetry.told), ...advice(direct.telemetry.told)]).toEqual([]);
  });
});
