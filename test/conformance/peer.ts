// One client of the server under test: says what a test wants, keeps all it hears, in order.
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { WebSocket } from 'ws';
import type { Accepted, Entry, Refused, ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import { site } from './site.ts';

export interface PeerOptions {
  /** Of another server than the one under test. */
  readonly url?: string;
  readonly origin?: string | undefined;
  /** The offered subprotocols; none for a plain client. */
  readonly protocols?: readonly string[];
  /** Further ones, as a proxy adds them. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { readonly type: Type }>;

type Answer = Accepted | Refused;

/** A room that nobody was in before. */
export function newRoom(): string {
  return `conformance-${randomBytes(8).toString('hex')}`;
}

let drafts = 0;

/** A draft id that was never used before in this process. */
export function newDraftId(): string {
  return `${process.pid}-${Date.now().toString(36)}-${++drafts}`;
}

export class Peer implements Disposable {
  readonly socket: WebSocket;
  /** All that was heard, as text. */
  readonly texts: string[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #heard: ServerMessage[] = [];
  #over = false;
  readonly #wake: (() => void)[] = [];

  constructor(path: string, { url = inject('url'), ...options }: PeerOptions = {}) {
    const { protocols = ['ws-chat.v1'], headers } = options;
    const origin = 'origin' in options ? options.origin : site;
    const address = `${url.replace(/^http/, 'ws')}${path}`;
    this.socket = new WebSocket(address, [...protocols], {
      ...(origin !== undefined && { origin }),
      ...(headers && { headers }),
    });
    const { socket } = this;
    socket.on('error', () => {});
    socket.on('message', (data: Buffer) => {
      this.texts.push(data.toString());
      this.#woken();
    });
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('close', (code) => reject(new Error(`The socket did not open: ${code}.`)));
    });
    this.opened.catch(() => {});
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        this.#over = true;
        resolve({ code, reason: reason.toString() });
        this.#woken();
      }),
    );
  }

  /** The same as messages; not for plain clients. */
  get heard(): readonly ServerMessage[] {
    for (const text of this.texts.slice(this.#heard.length))
      this.#heard.push(JSON.parse(text) as ServerMessage);
    return this.#heard;
  }

  all<Type extends ServerMessage['type']>(type: Type): Of<Type>[] {
    return this.heard.filter((message): message is Of<Type> => message.type === type);
  }

  /** All entries told by `welcome` and by frames, in the order they came. */
  get entries(): Entry[] {
    return this.heard.flatMap((message) =>
      message.type === 'welcome' || message.type === 'entries'
        ? message.entries
        : isEntry(message)
          ? [message]
          : [],
    );
  }

  say(...messages: object[]): void {
    this.sayText(...messages.map((message) => JSON.stringify(message)));
  }

  /** What is said before the socket opens goes out when it does. */
  sayText(...texts: string[]): void {
    const send = () => {
      for (const text of texts) this.socket.send(text);
    };
    if (this.socket.readyState === WebSocket.OPEN) send();
    else this.opened.then(send, () => {});
  }

  /** Resolves with what `look` finds, as soon as it finds something. */
  async sees<Found>(look: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.#over) throw new Error(`The connection closed; it had said ${this.texts.join('\n')}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** The first message of a type that fits, among those heard after the first `past`. */
  hears<Type extends ServerMessage['type']>(
    type: Type,
    fits: (message: Of<Type>) => boolean = () => true,
    past = 0,
  ): Promise<Of<Type>> {
    return this.sees(() =>
      this.heard
        .slice(past)
        .filter((message): message is Of<Type> => message.type === type)
        .find(fits),
    );
  }

  /** Says an act, with a draft id of its own unless it has one; resolves with the answer to it. */
  act(act: {
    readonly type: string;
    readonly draftId?: string;
    readonly [field: string]: unknown;
  }): Promise<Answer> {
    const { draftId = newDraftId() } = act;
    const past = this.texts.length;
    this.say({ ...act, draftId });
    return this.sees(() =>
      this.heard
        .slice(past)
        .filter((message) => message.type === 'accepted' || message.type === 'refused')
        .find((message) => message.draftId === draftId),
    );
  }

  /** Posts and resolves with the seq; throws where it is refused. */
  async post(text: string, more: object = {}): Promise<number> {
    return taken(await this.act({ type: 'post', text, ...more }));
  }

  /** Resolves with the pong: all that was said before has been handled by then. */
  async pong(): Promise<void> {
    const past = this.texts.length;
    this.say({ type: 'ping' });
    await this.hears('pong', undefined, past);
  }

  /** Resolves when it holds the entry. */
  entry(seq: number): Promise<Entry> {
    return this.sees(() => this.entries.find((entry) => entry.seq === seq));
  }

  /** Asks for a page and resolves with it. */
  async page(asked: { readonly before?: number; readonly after?: number; readonly limit?: number }) {
    const past = this.texts.length;
    this.say({ type: 'history', limit: 100, ...asked });
    return this.hears('page', undefined, past);
  }

  leave(): void {
    this.socket.close(1000);
  }

  /** Ends it without a word. */
  cut(): void {
    this.socket.terminate();
  }

  [Symbol.dispose](): void {
    this.cut();
  }

  #woken(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

/** Somebody who was welcomed. */
export async function enter(
  room: string,
  hello: object = {},
  options: PeerOptions = {},
): Promise<Peer & { readonly welcome: Welcome }> {
  const peer = new Peer(`/rooms/${room}`, options);
  peer.say({ type: 'hello', ...hello });
  const welcome = await peer.hears('welcome');
  return Object.assign(peer, { welcome });
}

/** All entries of the room, read from its log. */
export async function wholeLog(peer: Peer): Promise<Entry[]> {
  const log: Entry[] = [];
  for (let more = true; more;) {
    const page = await peer.page({ after: log.length });
    log.push(...page.entries);
    more = page.more;
  }
  return log;
}

export async function react(peer: Peer, ref: number, emoji: string, on = true): Promise<number> {
  return taken(await peer.act({ type: 'react', ref, emoji, on }));
}

export function taken(answer: Answer): number {
  if (answer.type === 'refused') throw new Error(`Refused: ${answer.code} ${answer.sentence}`);
  return answer.seq;
}

/** Entries of every kind have a seq and a time; nothing else has both. */
export function isEntry(message: object): message is Entry {
  return 'seq' in message && 'at' in message;
}
