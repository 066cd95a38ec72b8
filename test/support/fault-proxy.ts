// A bad network on this machine: a TCP proxy that does to its links what networks do, as it is told. What
// it does by chance comes from a seed.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { seeded } from './seeded.ts';

export type Fault =
  | { readonly kind: 'clear' }
  /** Takes everything and passes nothing on: neither side hears that the other is gone. */
  | { readonly kind: 'blackhole' }
  /** Takes nothing towards the client, as if it had stopped to read. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'delayed'; readonly ms: number; readonly jitterMs: number }
  /** Towards the client. */
  | { readonly kind: 'throttled'; readonly bytesPerSecond: number }
  /** A gateway that knows no WebSockets: requests lose their wish for an upgrade. */
  | { readonly kind: 'upgradeless' }
  /** Swallows the bytes towards the client that are pointed out, and resets the link in that moment. */
  | { readonly kind: 'cutting'; readonly when: (bytes: Buffer) => boolean };

export interface FaultProxy extends AsyncDisposable {
  readonly port: number;
  /** Links that are open right now. */
  readonly links: number;
  /** For the links there are, and for those that come. */
  become(fault: Fault): void;
  /** Resets every link at once. */
  cut(): void;
  /** Links that come from now on lead to this port. */
  leadTo(target: number): void;
}

const throttleTickMs = 100;

/** Where it is, and whom it leads to, if that is not this machine as it is. */
export interface ProxyHosts {
  readonly host?: string;
  readonly targetHost?: string;
}

export async function createFaultProxy(
  target: number,
  seed = 1,
  { host = '127.0.0.1', targetHost = '127.0.0.1' }: ProxyHosts = {},
): Promise<FaultProxy> {
  const random = seeded(seed);
  const links = new Set<Link>();
  let fault: Fault = { kind: 'clear' };
  let port = target;
  // Also those that are no link any more, and wait for an answer that a dead network never brings.
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    const link = new Link(client, connect({ port, host: targetHost }), random, () => links.delete(link));
    links.add(link);
    link.become(fault);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const cut = () => {
    for (const link of links) link.reset();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get links() {
      return links.size;
    },
    become(next) {
      fault = next;
      for (const link of links) link.become(next);
    },
    cut,
    leadTo(next) {
      port = next;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #onEnd: () => void;
  readonly #down: Pipe;
  readonly #up: Pipe;
  #fault: Fault = { kind: 'clear' };

  constructor(client: Socket, server: Socket, random: () => number, onEnd: () => void) {
    this.#client = client;
    this.#server = server;
    this.#onEnd = onEnd;
    this.#down = new Pipe(client, random);
    this.#up = new Pipe(server, random);
    for (const socket of [client, server]) socket.setNoDelay(true);
    client.on('data', (bytes: Buffer) => this.#fromClient(bytes));
    server.on('data', (bytes: Buffer) => this.#fromServer(bytes));
    for (const [socket, other, pipe] of [
      [client, server, this.#up],
      [server, client, this.#down],
    ] as const) {
      socket.on('error', () => {});
      socket.on('drain', () => (socket === client ? server : client).resume());
      socket.on('end', () => pipe.then(() => this.#fault.kind !== 'blackhole' && other.end()));
      socket.on('close', (hadError) => {
        // In a black hole the other side does not hear of it.
        if (this.#fault.kind === 'blackhole') return;
        if (hadError) other.resetAndDestroy();
        else pipe.then(() => other.destroySoon());
        this.#onEnd();
      });
    }
  }

  become(fault: Fault): void {
    this.#fault = fault;
    this.#down.pace(fault);
    this.#up.pace(fault.kind === 'delayed' ? fault : { kind: 'clear' });
    if (fault.kind === 'paused') this.#server.pause();
    else this.#server.resume();
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
    this.#onEnd();
  }

  #fromClient(bytes: Buffer): void {
    if (this.#fault.kind === 'blackhole') return;
    const passed = this.#fault.kind === 'upgradeless' ? withoutUpgrade(bytes) : bytes;
    if (!this.#up.write(passed)) this.#client.pause();
  }

  #fromServer(bytes: Buffer): void {
    if (this.#fault.kind === 'blackhole') return;
    if (this.#fault.kind === 'cutting' && this.#fault.when(bytes)) return this.reset();
    if (!this.#down.write(bytes) && this.#fault.kind !== 'throttled') this.#server.pause();
    // A narrow link fills up behind itself.
    if (this.#fault.kind === 'throttled') {
      this.#server.pause();
      this.#down.then(() => this.#server.resume());
    }
  }
}

/** One direction: what is written leaves in order, at its pace. */
class Pipe {
  readonly #to: Socket;
  readonly #random: () => number;
  #fault: Fault = { kind: 'clear' };
  #last: Promise<void> | undefined;
  #dueAt = 0;

  constructor(to: Socket, random: () => number) {
    this.#to = to;
    this.#random = random;
  }

  pace(fault: Fault): void {
    this.#fault = fault;
  }

  /** Runs after everything that was written has left. */
  then(run: () => void): void {
    if (this.#last) void this.#last.then(run);
    else run();
  }

  /** Returns false where the other side takes no more for now; it says `drain` then. */
  write(bytes: Buffer): boolean {
    const fault = this.#fault;
    const unhurried = fault.kind !== 'delayed' && fault.kind !== 'throttled';
    if (unhurried && !this.#last) return this.#to.write(bytes);
    // Counted from now, not from the moment at which those before it have left.
    const delayMs = fault.kind === 'delayed' ? fault.ms + this.#random() * fault.jitterMs : 0;
    this.#dueAt = Math.max(this.#dueAt, performance.now() + delayMs);
    const dueAt = this.#dueAt;
    const last = (this.#last ?? Promise.resolve()).then(() =>
      fault.kind === 'delayed'
        ? this.#delayed(bytes, dueAt)
        : fault.kind === 'throttled'
          ? this.#throttled(bytes, fault.bytesPerSecond)
          : void this.#to.write(bytes),
    );
    this.#last = last;
    void last.then(() => {
      if (this.#last === last) this.#last = undefined;
    });
    return true;
  }

  async #delayed(bytes: Buffer, dueAt: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, dueAt - performance.now()));
    this.#to.write(bytes);
  }

  async #throttled(bytes: Buffer, bytesPerSecond: number): Promise<void> {
    const slice = Math.max(1, Math.round((bytesPerSecond * throttleTickMs) / 1_000));
    for (let sent = 0; sent < bytes.length && !this.#to.destroyed; sent += slice) {
      // The link may have become wide meanwhile: the rest goes at once.
      if (this.#fault.kind !== 'throttled') return void this.#to.write(bytes.subarray(sent));
      this.#to.write(bytes.subarray(sent, sent + slice));
      await new Promise((resolve) => setTimeout(resolve, throttleTickMs));
    }
  }
}

function withoutUpgrade(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  if (!/^GET .*\r\n/.test(text)) return bytes;
  return Buffer.from(text.replace(/^(Upgrade|Connection): .*\r\n/gim, ''), 'latin1');
}
