// The balancers' files of deploy/, each in the real program before two real servers: what visitors have of them.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { ask, BalancedHouse, startBalancer } from '../support/balanced-house.ts';
import { balancers } from '../support/balancers.ts';
import { startBreakingNode } from '../support/breaking-node.ts';
import { makeCertificate, opensslIsHere, type Certificate } from '../support/certificate.ts';
import { site } from '../support/chat-server.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { Follower } from '../support/follower.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const noOpenssl = opensslIsHere ? undefined : 'OpenSSL is not installed (Debian: apt-get install -y openssl)';

// A stop and a start take some seconds each, and balancers look once a second.
vi.setConfig({ testTimeout: 60_000 });

/** Enough that both nodes get some of them, whatever the hash. */
const rooms = Array.from({ length: 24 }, (_, index) => `page.${index}`);

describe.each(balancers)('$name', (kind) => {
  const missing = kind.missing ?? noOpenssl;
  if (missing !== undefined) {
    // The report names the program that is missing here, and so what was not tried.
    it.skip(`is not tried: ${missing}`, () => {});
    return;
  }

  let folder: TemporaryFolder;
  let certificate: Certificate;
  beforeAll(() => {
    folder = temporaryFolder();
    certificate = makeCertificate(folder.path);
  });
  afterAll(() => folder[Symbol.dispose]());

  const house = async (over = {}) => endsWithTest(await BalancedHouse.open(kind, certificate, over));

  it('takes all of a room to one node, and not all rooms to the same', async () => {
    const balanced = await house();
    const nodes = new Set<number>();
    for (const room of rooms) {
      const [ann, bo] = [await balanced.enter(room, 'Ann'), await balanced.enter(room, 'Bo')];
      const node = balanced.nodeOf(room, 'Ann');
      expect(balanced.nodeOf(room, 'Bo')).toBe(node);
      nodes.add(node);
      // They talk, in spite of two logs that know nothing of each other.
      ann.say({ type: 'post', draftId: 'draft-0001', text: `to ${room}` });
      expect((await bo.next('message')).text).toBe(`to ${room}`);
      ann.leave();
      bo.leave();
    }
    expect(nodes).toEqual(new Set([0, 1]));
  });

  it('asks about a room where the room is', async () => {
    const balanced = await house({ maxConnectionsPerAddress: 1 });
    for (const [index, room] of rooms.slice(0, 6).entries()) {
      const from = `127.0.0.${10 + index}`;
      const client = await balanced.enter(room, 'Ann', { from });
      // That node alone has somebody from there.
      const admission = () => balanced.get(`/rooms/${room}/admission`, { from, headers: { Origin: site } });
      expect((await admission()).status).toBe(429);
      client.leave();
      await until('nobody is there any more', async () => (await admission()).status === 200);
    }
  });

  it('brings the script, the console and a room’s page, and keeps health to itself', async () => {
    const balanced = await house();
    const statuses = await Promise.all(
      ['/', '/rooms/lobby', '/console', '/health/ready', '/health/live'].map(
        async (path) => (await balanced.get(path)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 200, 404, 404]);
  });

  it('tells the chat where visitors come from, whatever they say of it themselves', async () => {
    const balanced = await house({ maxConnectionsPerAddress: 1 });
    const headers = { 'X-Forwarded-For': '203.0.113.9' };
    const first = balanced.visit('lobby', { headers });
    await first.opened();
    expect(
      (await balanced.visit('lobby', { headers: { 'X-Forwarded-For': '203.0.113.10' } }).refused).status,
    ).toBe(429);
    await balanced.visit('lobby', { from: '127.0.0.2', headers }).opened();
  });

  it('passes over a node that is on its way out, and comes back to it when it is there again', async () => {
    const balanced = await house();
    const ann = await balanced.enter('lobby', 'Ann');
    const node = balanced.nodeOf('lobby', 'Ann');
    // Somebody who does not answer the close, so that the stop waits for them.
    ann.socket.pause();
    const stopping = balanced.restart(node);

    const attempts: number[] = [];
    const bo = await until('a door that opens', async () => {
      const client = balanced.visit('lobby');
      const status = await Promise.race([
        client.opened().then(() => 101),
        client.refused.then((answer) => answer.status),
      ]);
      attempts.push(status);
      return status === 101 && client;
    });
    bo.say({ type: 'hello', name: 'Bo' });
    await bo.next('welcome');
    expect(balanced.nodeOf('lobby', 'Bo')).not.toBe(node);
    // One that does not try another node lets through what the stopping node says until it has asked that itself.
    expect(new Set(attempts.slice(0, -1))).toEqual(new Set(kind.triesAnother ? [] : [503]));

    await stopping;
    await until('the room is back at its node', () => balanced.reaches(node, ['lobby']));
  });

  it('loses nobody for longer than a moment when its nodes are renewed one after the other', async () => {
    const balanced = await house();
    const followers = rooms.map(
      (room, index) =>
        new Follower({
          url: `${balanced.url}/rooms/${room}`,
          name: `f${index}`,
          headers: { Origin: site },
          ca: balanced.ca,
          random: () => (index + 1) / (rooms.length + 1),
        }),
    );
    endsWithTest({ [Symbol.dispose]: () => followers.forEach((follower) => follower.end()) });
    for (const follower of followers) follower.start();
    const allIn = () => until('everybody is in', () => followers.every(({ isFollowing }) => isFollowing));
    await allIn();
    for (const node of [0, 1] as const) {
      await balanced.restart(node);
      await allIn();
      // Else it would be none for those of the next one: whoever renews nodes waits for this.
      await until('the balancer has taken it back', () => balanced.reaches(node, rooms));
    }
    const closes = followers.flatMap(({ fortunes }) => Object.entries(fortunes.closes));
    // Nobody was cut: whoever had to go was told so.
    expect(new Set(closes.map(([code]) => Number(code)))).toEqual(new Set([closeCodes.drain]));
    const refusals = followers.flatMap(({ fortunes }) => Object.keys(fortunes.refusals));
    if (kind.triesAnother) expect(refusals).toEqual([]);
  });

  /** Before two nodes that break off what they are asked. */
  async function breakingHouse() {
    const stack = endsWithTest(new AsyncDisposableStack());
    const nodes = [stack.use(await startBreakingNode()), stack.use(await startBreakingNode())] as const;
    const ports = await startBalancer(stack, kind, certificate, [nodes[0].port, nodes[1].port]);
    return { ...ports, asked: () => nodes.flatMap((node) => node.asked) };
  }

  it('sends nothing twice but a GET', async () => {
    const { port, asked } = await breakingHouse();
    const send = (method: string, path: string) => ask(port, path, certificate.text, { method });
    await until('nodes are taken for ready', async () => {
      await send('GET', '/rooms/lobby');
      return asked().length > 0;
    });
    expect((await send('POST', '/console/api/session')).status).toBe(502);
    expect(asked().filter((line) => line.startsWith('POST'))).toEqual(['POST /console/api/session']);
    expect(new Set(asked())).toEqual(new Set(['GET /rooms/lobby', 'POST /console/api/session']));
  });

  it('sends by http to https', async () => {
    const { plainPort } = await breakingHouse();
    const answer = await fetch(`http://127.0.0.1:${plainPort}/rooms/lobby`, { redirect: 'manual' });
    expect([301, 302, 308]).toContain(answer.status);
    expect(answer.headers.get('location')).toMatch(/^https:.*\/rooms\/lobby$/);
  });
});
