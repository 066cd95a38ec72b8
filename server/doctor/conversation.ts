// A WebSocket into a room, from the handshake on, with all that comes kept until it is taken.
import type { IncomingMessage } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';
import { subprotocol } from '../../protocol/version.ts';
import { patienceMs, whyUnanswered, type Answer, type Visit } from './visit.ts';

export type Handshake =
  | { readonly kind: 'open'; readonly conversation: Conversation }
  /** With a status instead. */
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'broken'; readonly why: string };

export interface Ended {
  readonly code: number;
  readonly reason: string;
}

/** The type of a message; how it ended, or undefined where nothing came in time. */
export type Said = string | Ended | undefined;

/** Enough of a page to know it by. */
const keptBytes = 4_096;

export function knock(visit: Visit, origin: string): Promise<Handshake> {
  const { url, room } = visit.target;
  const options: ClientOptions = {
    ...visit.connecting,
    origin,
    perMessageDeflate: false,
    handshakeTimeout: patienceMs,
  };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rooms/${room}`, [subprotocol], options);
  const conversation = new Conversation(socket);
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ kind: 'open', conversation }));
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      // Whatever becomes of it, it was answered.
      const finish = (text: string) => {
        const { statusCode: status = 0, headers } = response;
        visit.saw(headers, text);
        resolve({ kind: 'answered', answer: { status, headers, text } });
        socket.terminate();
      };
      textOf(response).then(finish, () => finish(''));
    });
    socket.once('error', (error) => {
      const isLate = error.message.includes('handshake has timed out');
      const why = isLate ? `nothing came within ${patienceMs / 1_000} seconds` : whyUnanswered(error);
      resolve({ kind: 'broken', why });
    });
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > keptBytes) break;
  }
  return text;
}

export class Conversation {
  readonly #socket: WebSocket;
  /** What was not taken yet; the end is the last of it. */
  readonly #heard: (string | Ended)[] = [];
  #wake = () => {};

  constructor(socket: WebSocket) {
    this.#socket = socket;
    const hear = (said: string | Ended) => {
      this.#heard.push(said);
      this.#wake();
    };
    socket.on('message', (data: Buffer) => hear(typeOf(data.toString())));
    socket.once('close', (code, reason) => hear({ code, reason: reason.toString() }));
    // What goes wrong ends it, and the end is told.
    socket.on('error', () => {});
  }

  say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** What was said next, within so long. */
  async next(ms: number): Promise<Said> {
    const said = this.#heard.shift();
    if (said !== undefined) return said;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.#heard.shift();
  }

  /** Goes as a page does that is left. */
  leave(): void {
    this.#socket.close(1000);
    // Whoever does not close in return is not waited for.
    setTimeout(() => this.#socket.terminate(), 1_000).unref();
  }
}

function typeOf(text: string): string {
  try {
    const { type } = JSON.parse(text) as { type?: unknown };
    return typeof type === 'string' ? type : '';
  } catch {
    return '';
  }
}
