// A client over a real socket, that a test leads by the hand.
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../protocol/server-messages.ts';
import { subprotocol } from '../../protocol/version.ts';

export interface ClientOptions {
  /** The page’s origin; undefined for a program that names none. */
  readonly origin?: string | undefined;
  /** The offered subprotocols; none for a plain client. */
  readonly protocols?: readonly string[];
  readonly headers?: Record<string, string>;
  /** The certificate to trust, as text. */
  readonly ca?: string;
  /** The address to come from, where this machine has several. */
  readonly localAddress?: string;
}

/** How an upgrade was answered that became no WebSocket. */
export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export class ChatClient {
  /** Everything it was told so far, as text. */
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  /** The code and the reason it was closed with. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** The answer, where the door stayed shut. */
  readonly refused: Promise<Answer>;
  readonly #opened: Promise<void>;
  #taken = 0;
  #wake: () => void = () => {};
  #over = false;

  constructor(url: string, { protocols = [subprotocol], headers = {}, ...rest }: ClientOptions) {
    this.socket = new WebSocket(url, [...protocols], { headers, ...rest });
    const { socket } = this;
    socket.on('message', (data: Buffer) => {
      this.texts.push(data.toString());
      this.#wake();
    });
    socket.on('error', () => {});
    this.#opened = new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('close', () => reject(new Error('The door did not open.')));
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        this.#over = true;
        this.#wake();
        resolve({ code, reason: reason.toString() });
      }),
    );
    this.refused = new Promise((resolve, reject) => {
      socket.once('open', () => reject(new Error('The door opened.')));
      socket.once('unexpected-response', (_request, response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, headers: answered, body: Buffer.concat(chunks).toString() });
          socket.terminate();
        });
      });
    });
    // Whoever waits for one of the two hears of it; nobody has to wait for both.
    for (const outcome of [this.#opened, this.refused]) outcome.catch(() => {});
  }

  /** Resolves when the door opened. */
  opened(): Promise<void> {
    return this.#opened;
  }

  say(...messages: object[]): void {
    this.sayText(...messages.map((message) => JSON.stringify(message)));
  }

  /** Text frames as they are; those before the door opens go out when it does. */
  sayText(...texts: string[]): void {
    const send = () => {
      for (const text of texts) this.socket.send(text);
    };
    this.#opened.then(send, () => {});
  }

  get messages(): ServerMessage[] {
    return this.texts.map((text) => JSON.parse(text) as ServerMessage);
  }

  all<Type extends ServerMessage['type']>(type: Type): Of<Type>[] {
    return this.messages.filter((message): message is Of<Type> => message.type === type);
  }

  /** The next text that was not taken yet. */
  async nextText(): Promise<string> {
    while (this.#taken >= this.texts.length) {
      if (this.#over) throw new Error('The connection closed before the next frame came.');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.texts[this.#taken++]!;
  }

  /** The next message of a type; those before it are passed over. */
  async next<Type extends ServerMessage['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      const message = JSON.parse(await this.nextText()) as ServerMessage;
      if (message.type === type) return message as Of<Type>;
    }
  }

  /** Ends it as a page does that is left. */
  leave(): void {
    this.socket.close(1000);
  }

  /** Ends it without a word. */
  cut(): void {
    this.socket.terminate();
  }
}
