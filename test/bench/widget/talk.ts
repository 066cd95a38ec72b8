// People who talk in a room of the real server, as fast as is wanted.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../../protocol/server-messages.ts';
import { subprotocol } from '../../../protocol/version.ts';
import { createTexts, people } from './texts.ts';

/** How often it is looked whether something is to be said. */
const beatMs = 10;

/** Posts that may be without an answer when many are said at once. */
const inFlight = 100;

/** The same while people talk: more would be refused. */
const mostInFlight = 1_000;

export class Talk implements Disposable {
  readonly #sockets: readonly WebSocket[];
  readonly #nextText = createTexts();
  #said = 0;
  #answered = 0;
  #onAnswer = () => {};

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets;
    for (const socket of sockets)
      socket.on('message', (data: Buffer) => {
        const head = data.toString('latin1', 0, 24);
        if (head.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
        if (head.startsWith('{"type":"refused"')) throw new Error(data.toString());
        if (!head.startsWith('{"type":"accepted"')) return;
        this.#answered++;
        this.#onAnswer();
      });
  }

  /** Everybody enters. */
  static async begin(port: number, room: string): Promise<Talk> {
    const enter = async (name: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rooms/${room}`, subprotocol);
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'hello', name, history: 0 }));
      const [data] = (await once(socket, 'message')) as [Buffer];
      const { type } = JSON.parse(data.toString()) as ServerMessage;
      if (type !== 'welcome') throw new Error(`${name} was not welcomed: ${data.toString()}`);
      return socket;
    };
    return new Talk(await Promise.all(people.map(enter)));
  }

  /** How many messages were said. */
  get said(): number {
    return this.#said;
  }

  /** Says so many, one after the other; resolves when all are on disk. */
  async say(count: number): Promise<void> {
    for (const until = this.#said + count; this.#said < until;) {
      while (this.#said < until && this.#said - this.#answered < inFlight) this.#post();
      await this.#answersUpTo(this.#said - inFlight / 2);
    }
    await this.#answersUpTo(this.#said);
  }

  /** Says so many a second, evenly, until it is stopped; fewer where the server cannot keep up. */
  keepSaying(perSecond: number): () => void {
    const start = performance.now();
    const before = this.#said;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - start) / 1_000) * perSecond);
      while (this.#said - before < due && this.#said - this.#answered < mostInFlight) this.#post();
    }, beatMs);
    return () => clearInterval(timer);
  }

  /** Somebody puts an emoji on a message. */
  async react(ref: number, emoji: string): Promise<void> {
    const draftId = `r${ref}_${this.#said++}`;
    this.#sockets[0]!.send(JSON.stringify({ type: 'react', draftId, ref, emoji, on: true }));
    await this.#answersUpTo(this.#said);
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #post(): void {
    const number = this.#said++;
    // Runs of two or three by one person, as people talk.
    const socket = this.#sockets[Math.floor(number / 2.5) % this.#sockets.length]!;
    socket.send(JSON.stringify({ type: 'post', draftId: `m${number}`, text: this.#nextText() }));
  }

  async #answersUpTo(count: number): Promise<void> {
    while (this.#answered < count) await new Promise<void>((resolve) => (this.#onAnswer = resolve));
  }
}
