// A node that says it is ready and breaks every other request off: what a balancer then does with it is seen here.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BreakingNode extends AsyncDisposable {
  readonly port: number;
  /** Method and path of all that it was asked. */
  readonly asked: readonly string[];
}

export async function startBreakingNode(): Promise<BreakingNode> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/health/ready') return void response.end('{"ready":true}');
    asked.push(`${request.method} ${request.url}`);
    request.socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
