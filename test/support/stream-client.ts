// A client without a socket: frames come down in an answer, and go up in requests of their own. A test leads it.
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { ClientMessage } from '../../protocol/client-messages.ts';
import type { ServerMessage } from '../../protocol/server-messages.ts';

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export class StreamClient implements Disposable {
  readonly response: Response;
  /** What names this link in what it says. */
  link = '';
  readonly #url: string;
  readonly #origin: string;
  readonly #over: AbortController;
  readonly #events: AsyncGenerator<readonly [name: string, data: string]>;
  #number = 0;

  private constructor(url: string, origin: string, response: Response, over: AbortController) {
    this.#url = url;
    this.#origin = origin;
    this.response = response;
    this.#over = over;
    this.#events = eventsOf(response);
  }

  /** Knocks at a room, as `http://127.0.0.1:8080/rooms/lobby`, for a page of `origin`. */
  static async knock(url: string, origin: string): Promise<StreamClient> {
    const over = new AbortController();
    const response = await fetch(`${url}/events`, {
      method: 'POST',
      headers: { origin },
      signal: over.signal,
    });
    return new StreamClient(url, origin, response, over);
  }

  /** Comes in as somebody of that name. */
  static async enter(url: string, origin: string, name: string): Promise<StreamClient> {
    const client = await StreamClient.knock(url, origin);
    await client.begun();
    await client.say({ type: 'hello', name });
    await client.next('welcome');
    return client;
  }

  /** Resolves once the link has its name. */
  async begun(): Promise<void> {
    const [name, data] = await this.#event();
    if (name !== 'link') throw new Error(`The first event is ${name}.`);
    ({ link: this.link } = JSON.parse(data) as { link: string });
  }

  say(...messages: readonly ClientMessage[]): Promise<number> {
    return this.send(
      ++this.#number,
      messages.map((message) => JSON.stringify(message)),
    );
  }

  /** Frames as text, in the request of this number. */
  send(number: number, frames: readonly string[]): Promise<number> {
    return this.post(JSON.stringify({ link: this.link, number, frames }));
  }

  /** Resolves with the status. Each by a connection of its own: of several processes any may be asked. */
  async post(body: string): Promise<number> {
    const headers = { origin: this.#origin, 'content-length': Buffer.byteLength(body) };
    const asked = request(`${this.#url}/frames`, { method: 'POST', agent: false, headers });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    return answer.statusCode!;
  }

  /** The next message of this type; others before it are passed over. */
  async next<Type extends ServerMessage['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      const [name, data] = await this.#event();
      if (name !== 'message') throw new Error(`Waiting for ${type}, it was told ${name}: ${data}`);
      const message = JSON.parse(data) as ServerMessage;
      if (message.type === type) return message as Of<Type>;
    }
  }

  /** How it was told to end. */
  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    for (;;) {
      const [name, data] = await this.#event();
      if (name === 'close') return JSON.parse(data) as { code: number; reason: string };
    }
  }

  [Symbol.dispose](): void {
    this.#over.abort();
  }

  async #event(): Promise<readonly [name: string, data: string]> {
    const next = await this.#events.next();
    if (next.done) throw new Error('The answer has ended.');
    return next.value;
  }
}

async function* eventsOf({ body }: Response): AsyncGenerator<readonly [string, string]> {
  let text = '';
  for await (const part of body!.pipeThrough(new TextDecoderStream()) as AsyncIterable<string>) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      text = text.slice(end + 2);
      if (fields.has('data')) yield [fields.get('event') ?? 'message', fields.get('data')!];
    }
  }
}
