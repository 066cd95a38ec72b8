// Two real servers behind a real balancer, and visitors who know only the balancer's address.
import { request, type RequestOptions } from 'node:https';
import type { Config } from '../../server/config/settings.ts';
import type { BalancerKind } from './balancers.ts';
import type { Certificate } from './certificate.ts';
import { ChatClient } from './chat-client.ts';
import { site, startChatServer, type RunningServer } from './chat-server.ts';
import { quietPorts } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface VisitOptions {
  /** The visitor’s own address: any of 127.0.0.0/8. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

export class BalancedHouse implements AsyncDisposable {
  readonly nodes: [RunningServer, RunningServer];
  readonly port: number;
  readonly #ca: string;
  readonly #over: Partial<Config>;
  readonly #owned: AsyncDisposableStack;
  readonly #clients = new Set<ChatClient>();

  private constructor(
    nodes: [RunningServer, RunningServer],
    port: number,
    ca: string,
    over: Partial<Config>,
    owned: AsyncDisposableStack,
  ) {
    this.nodes = nodes;
    this.port = port;
    this.#ca = ca;
    this.#over = over;
    this.#owned = owned;
  }

  static async open(
    kind: BalancerKind,
    certificate: Certificate,
    settings: Partial<Config> = {},
  ): Promise<BalancedHouse> {
    await using stack = new AsyncDisposableStack();
    const over = { rooms: [{ name: 'lobby' }, { name: 'page*' }], trustedProxies: 1, ...settings };
    // Nobody may take a node's port while it is renewed.
    const ports = await quietPorts('first', 'second');
    const nodes: [RunningServer, RunningServer] = [
      stack.use(await startChatServer({ ...over, port: ports.first })),
      stack.use(await startChatServer({ ...over, port: ports.second })),
    ];
    const { port } = await startBalancer(stack, kind, certificate, [nodes[0].port, nodes[1].port]);
    const house = new BalancedHouse(nodes, port, certificate.text, over, stack.move());
    // A balancer that asks how nodes are may not have had an answer yet.
    await until('both nodes are taken for ready', async () => (await house.get('/')).status < 500);
    return house;
  }

  get url(): string {
    return `wss://127.0.0.1:${this.port}`;
  }

  get ca(): string {
    return this.#ca;
  }

  /** Somebody at the door of a room. */
  visit(room: string, { from, headers = {} }: VisitOptions = {}): ChatClient {
    const client = new ChatClient(`${this.url}/rooms/${room}`, {
      ...{ origin: site, headers, ca: this.#ca },
      ...(from !== undefined && { localAddress: from }),
    });
    this.#clients.add(client);
    return client;
  }

  /** Somebody who was welcomed. */
  async enter(room: string, name: string, options: VisitOptions = {}): Promise<ChatClient> {
    const client = this.visit(room, options);
    client.say({ type: 'hello', name });
    await client.next('welcome');
    return client;
  }

  /** Somebody of that name in that room, at one of the nodes. */
  nodeOf(room: string, name: string): 0 | 1 {
    const [here, there] = this.nodes.map(({ telemetry }) =>
      telemetry.told.some((line) => line.startsWith(`connected ${room} ${name} `)),
    );
    if (here === there) throw new Error(`${name} is ${here ? 'at both nodes' : 'nowhere'}.`);
    return here ? 0 : 1;
  }

  /** Whether the balancer sends anybody to a node, by these rooms. */
  async reaches(node: 0 | 1, rooms: readonly string[]): Promise<boolean> {
    for (const room of rooms) {
      const name = `Probe ${this.#clients.size}`;
      const client = await this.enter(room, name);
      const at = this.nodeOf(room, name);
      client.leave();
      if (at === node) return true;
    }
    return false;
  }

  get(path: string, { from, headers = {} }: VisitOptions = {}): Promise<HttpAnswer> {
    return ask(this.port, path, this.#ca, { headers, ...(from !== undefined && { localAddress: from }) });
  }

  /** The same node at the same port, as after a deploy. */
  async restart(node: 0 | 1): Promise<void> {
    const { port } = this.nodes[node];
    await this.nodes[node].close();
    this.nodes[node] = this.#owned.use(await startChatServer({ ...this.#over, port }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.cut();
    await this.#owned.disposeAsync();
  }
}

export interface BalancerPorts {
  readonly port: number;
  /** Where it speaks no TLS. */
  readonly plainPort: number;
}

/** Starts it with a folder of its own; both go with the stack. */
export async function startBalancer(
  stack: AsyncDisposableStack,
  kind: BalancerKind,
  certificate: Certificate,
  nodes: readonly [number, number],
): Promise<BalancerPorts> {
  const folder = stack.use(temporaryFolder());
  const ports = await quietPorts('port', 'plainPort');
  stack.use(await kind.start({ folder: folder.path, ...ports, nodes, certificate }));
  return ports;
}

/** One request by a connection of its own. */
export function ask(
  port: number,
  path: string,
  ca: string,
  options: RequestOptions = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, ca, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject).end();
  });
}
