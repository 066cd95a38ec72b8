// A client on a raw socket: it sends any bytes, and reads what comes back frame by frame.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { upgradeRequest } from '../support/raw-socket.ts';
import { opcodes, serverFrameIn, type ServerFrame } from './websocket-frame.ts';

/** Whoever is told 503 comes back after this. */
export const comeBackMs = 200;

const endOfHead = Buffer.from('\r\n\r\n');

export class WireClient implements Disposable {
  readonly socket: Socket;
  /** Frames so far; a server never masks and never needs fragments here. */
  readonly heard: ServerFrame[] = [];
  /** The HTTP answer's status, once it came. */
  status: number | undefined;
  /** Resolves when the socket is gone. */
  readonly gone: Promise<void>;
  #pending: Buffer = Buffer.alloc(0);
  readonly #waiting: (() => void)[] = [];
  #isGone = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, bytes]) : bytes;
      this.#read();
      this.#wake();
    });
    this.gone = new Promise((resolve) =>
      socket.once('close', () => {
        this.#isGone = true;
        this.#wake();
        resolve();
      }),
    );
  }

  static async connect(port: number, localAddress?: string): Promise<WireClient> {
    const socket = connect({ port, host: '127.0.0.1', ...(localAddress !== undefined && { localAddress }) });
    const client = new WireClient(socket);
    await once(socket, 'connect');
    return client;
  }

  /** One that became a WebSocket; it comes again while the server lets nobody in, as clients do. */
  static async open(
    port: number,
    path = '/rooms/lobby',
    headers: Record<string, string> = {},
  ): Promise<WireClient> {
    for (;;) {
      const client = await WireClient.connect(port);
      client.socket.write(upgradeRequest(path, headers));
      await client.until(() => client.status !== undefined);
      if (client.status !== 503) return client;
      client[Symbol.dispose]();
      await wait(comeBackMs);
    }
  }

  /** One that was welcomed. */
  static async enter(port: number, hello: Buffer): Promise<WireClient> {
    const client = await WireClient.open(port);
    client.socket.write(hello);
    await client.untilHeard('welcome');
    return client;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** The code it was closed with; 1005 for a close frame without one. */
  get closeCode(): number | undefined {
    const close = this.heard.find(({ opcode }) => opcode === opcodes.close);
    if (!close) return undefined;
    return close.payload.length >= 2 ? close.payload.readUInt16BE(0) : 1005;
  }

  get texts(): string[] {
    return this.heard
      .filter(({ opcode }) => opcode === opcodes.text)
      .map(({ payload }) => payload.toString());
  }

  /** Resolves when it holds, or the socket is gone. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#isGone) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async untilHeard(type: string): Promise<void> {
    const start = `{"type":"${type}"`;
    await this.until(() => this.texts.some((text) => text.startsWith(start)));
  }

  /** Resolves with the close code, when one came or the socket is gone. */
  async closed(): Promise<number | undefined> {
    await this.until(() => this.closeCode !== undefined);
    return this.closeCode;
  }

  /** Ends it by a reset, which leaves no port behind. */
  [Symbol.dispose](): void {
    this.socket.resetAndDestroy();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #read(): void {
    if (this.status === undefined) {
      const end = this.#pending.indexOf(endOfHead);
      if (end < 0) return;
      this.status = Number(this.#pending.toString('latin1', 9, 12));
      this.#pending = this.#pending.subarray(end + endOfHead.length);
    }
    if (this.status !== 101) return;
    for (;;) {
      const frame = serverFrameIn(this.#pending);
      if (!frame) return;
      this.heard.push(frame);
      this.#pending = this.#pending.subarray(frame.bytes);
    }
  }
}
