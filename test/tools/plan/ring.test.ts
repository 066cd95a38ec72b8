// The ring of a plan is that of the balancer: asked of a real nginx.
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hashOf, HashRing } from '../../../tools/plan/ring.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { nginxIsHere, runNginxHttp } from '../../support/nginx.ts';
import { freePort } from '../../support/free-port.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** So many that a ring with a place more or less would be noticed. */
const rooms = Array.from({ length: 1_500 }, (_, index) => `room-${index}`);

describe('the ring', () => {
  it('takes a room to one node, and its readers to the others one by one where nodes are full', () => {
    const ring = new HashRing(['10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.3:8080']);
    for (const room of rooms) {
      const nodes = [...ring.from(hashOf(room))];
      expect([...nodes].sort()).toEqual([0, 1, 2]);
      expect([...ring.from(hashOf(room))]).toEqual(nodes);
    }
  });

  it('moves no room but those of a node that goes', () => {
    const names = ['10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.3:8080', '10.0.0.4:8080'];
    const [all, fewer] = [new HashRing(names), new HashRing(names.slice(0, 3))];
    for (const room of rooms) {
      const [first, second] = [...all.from(hashOf(room))];
      const [now] = [...fewer.from(hashOf(room))];
      if (first === 3) expect([...all.from(hashOf(room))].find((node) => node !== 3)).toBe(now);
      else expect([first, second === undefined]).toEqual([now, false]);
    }
  });

  it.skipIf(!nginxIsHere)(
    `is nginx’, with all nodes and without one${nginxIsHere ? '' : ': nginx is not installed (Debian: apt-get install -y nginx)'}`,
    async () => {
      const folder = endsWithTest(temporaryFolder()).path;
      const ports = [await startNode('0'), await startNode('1'), await freePort()];
      const names = ports.map((port) => `127.0.0.1:${port}`);
      const port = await freePort();
      endsWithTest(
        await runNginxHttp(
          folder,
          port,
          `upstream nodes { hash $arg_room consistent; ${names.map((name) => `server ${name} max_fails=0;`).join(' ')} }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://nodes; } }`,
        ),
      );
      const ring = new HashRing(names);
      // Nobody is at the third port, so that its rooms are with who comes next on the ring.
      const expected = rooms.map((room) => String([...ring.from(hashOf(room))].find((node) => node !== 2)));
      const agent = endsWithTest(keptOpen());
      const url = (room: string) => `http://127.0.0.1:${port}/?room=${room}`;
      expect(await Promise.all(rooms.map((room) => bodyOf(url(room), agent)))).toEqual(expected);
      const ofTheThird = rooms.filter((room) => ring.from(hashOf(room)).next().value === 2);
      expect(ofTheThird.length).toBeGreaterThan(rooms.length / 5);
    },
  );
});

/** Says its name. */
async function startNode(name: string): Promise<number> {
  const server = createServer((_request, response) => void response.end(name)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endsWithTest({
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

async function bodyOf(url: string, agent: Agent): Promise<string> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  return Buffer.concat(await response.toArray()).toString();
}

/** A few connections for all. */
function keptOpen(): Agent & Disposable {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return Object.assign(agent, { [Symbol.dispose]: () => agent.destroy() });
}
