// A replay in a page, and a room that answers as a server does.
import type { ClientMessage, History } from '../../../protocol/client-messages.ts';
import type { Entry, Page } from '../../../protocol/server-messages.ts';
import type { WsChat } from '../../../widget/ws-chat.ts';
import { ChatUnderTest } from './chat-under-test.ts';
import { fresh, startAt } from './frames.ts';
import { until } from './until.ts';
import type { VirtualSocket } from './virtual-surroundings.ts';

/** The first of the test's entries is said a second later. */
export const beganAt = startAt + 1_000;

export class ReplayUnderTest {
  readonly chat: ChatUnderTest;
  /** The room's log; it may grow. */
  readonly log: Entry[];
  readonly asked: History[] = [];
  /** Entries that were sent. */
  sent = 0;
  readonly #served = new WeakSet<VirtualSocket>();

  static async create(log: readonly Entry[], properties: Partial<WsChat> = {}): Promise<ReplayUnderTest> {
    const chat = await ChatUnderTest.create({ replay: true, for: 'media', ...properties });
    const replay = new ReplayUnderTest(chat, log);
    replay.serve();
    return replay;
  }

  constructor(chat: ChatUnderTest, log: readonly Entry[]) {
    this.chat = chat;
    this.log = [...log];
  }

  get element(): WsChat {
    return this.chat.element;
  }

  get texts(): readonly string[] {
    return this.chat.texts;
  }

  /** Lets the newest socket in, and answers what is asked there. */
  serve(): void {
    const { socket } = this.chat;
    if (this.#served.has(socket)) return;
    this.#served.add(socket);
    const send = socket.send.bind(socket);
    socket.send = (text) => {
      send(text);
      setTimeout(() => this.#answer(socket, JSON.parse(text) as ClientMessage));
    };
    socket.open();
  }

  /** It shows these, and nothing else. */
  async shows(what: string, texts: readonly string[]): Promise<void> {
    await until(
      `it shows ${what}, and not ${this.texts.join(', ')}`,
      () => this.texts.join() === texts.join(),
    );
  }

  #answer(socket: VirtualSocket, message: ClientMessage): void {
    if (message.type === 'hello')
      socket.say(fresh({ head: this.log.at(-1)?.seq ?? 0, more: this.log.length > 0 }));
    if (message.type !== 'history') return;
    this.asked.push(message);
    const page = this.#page(message);
    this.sent += page.entries.length;
    socket.say(page);
  }

  #page({ before, after, limit }: History): Page {
    if (after !== undefined) {
      const rest = this.log.filter(({ seq }) => seq > after);
      return { type: 'page', after, entries: rest.slice(0, limit), more: rest.length > limit };
    }
    const rest = this.log.filter(({ seq }) => seq < before!);
    return { type: 'page', before: before!, entries: rest.slice(-limit), more: rest.length > limit };
  }
}
