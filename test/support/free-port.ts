// A port for a server that is told its own, and that may have to come back to it.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** No system gives these to who asks for any port, or connects: what is free stays so while a server starts, or is away. */
const [first, end] = [11_000, 32_000];

/** One that nobody uses right now, on any address. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, end);
    const server = createServer().listen(port);
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
