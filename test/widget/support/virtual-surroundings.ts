// The world around a client, run by hand: time, sockets and the answer to why not.
import type { ClientMessage } from '../../../protocol/client-messages.ts';
import type { Denial, ServerMessage } from '../../../protocol/server-messages.ts';
import type { Socket } from '../../../widget/connection/socket.ts';
import type { Surroundings } from '../../../widget/connection/surroundings.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export class VirtualSocket extends EventTarget implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly url: string;
  readonly sent: ClientMessage[] = [];
  closedByClient = false;

  constructor(url: string) {
    super();
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.closedByClient = true;
  }

  /** The server lets the client in. */
  open(): void {
    this.dispatchEvent(new Event('open'));
    this.onopen?.();
  }

  /** The server says something. */
  say(message: ServerMessage): void {
    this.sayRaw(JSON.stringify(message));
  }

  /** Whatever a frame may hold. */
  sayRaw(data: unknown): void {
    this.dispatchEvent(new Event('message'));
    this.onmessage?.({ data });
  }

  /** The link ends, by the server or by the network. */
  end(code = 1006, reason = ''): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
    this.onclose?.({ code, reason });
  }
}

export class VirtualSurroundings implements Surroundings {
  readonly sockets: VirtualSocket[] = [];
  readonly asked: string[] = [];
  /** What the server answers when it is asked why. */
  denial: Denial | undefined;
  randomValue = 0.5;
  #now = 0;
  #timers: Timer[] = [];
  #ids = 0;
  readonly #returns = new Set<{ readonly back: () => void; readonly away: () => void }>();

  /** The newest socket. */
  get socket(): VirtualSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('No socket was opened.');
    return socket;
  }

  /** What would still happen by itself: timers and listeners. */
  get loose(): number {
    return this.#timers.length + this.#returns.size;
  }

  createSocket = (url: string): Socket => {
    const socket = new VirtualSocket(url);
    this.sockets.push(socket);
    return socket;
  };

  askAdmission = (url: string): Promise<Denial | undefined> => {
    this.asked.push(url);
    return Promise.resolve(this.denial);
  };

  now = (): number => this.#now;
  time = (): number => 1_790_000_000_000 + this.#now;
  random = (): number => this.randomValue;
  uniqueId = (): string => `draft-${++this.#ids}`;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  };

  onReturn = (back: () => void, away: () => void): (() => void) => {
    const run = { back, away };
    this.#returns.add(run);
    return () => this.#returns.delete(run);
  };

  /** The network or the person comes back. */
  comeBack(): void {
    for (const { back } of this.#returns) back();
  }

  /** The page is put aside. */
  goAway(): void {
    for (const { away } of this.#returns) away();
  }

  /** Lets time pass, and whatever falls due happen in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await this.settle();
    }
    this.#now = end;
    await this.settle();
  }

  /** Lets answers arrive. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}
