// Writes the sample session at the end of protocol/README.md anew, as a server of this project really
// speaks: `npx node test/conformance/record-session.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const port = 18_090;
const specification = new URL('../../protocol/README.md', import.meta.url);
const beginning = 'Ann and Ben come into an empty room:\n';

/** The lines recorded since the last paragraph. */
let lines: string[] = [];
let text = '';

/** Puts what was recorded under the words that introduced it, and introduces what comes next. */
function paragraph(words: string): void {
  if (lines.length > 0) text += `\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n\n`;
  lines = [];
  text += words;
}

class Speaker {
  readonly heard: ServerMessage[] = [];
  readonly closed: Promise<void>;
  readonly #name: string;
  readonly #socket: WebSocket;
  #wake = () => {};

  constructor(name: string) {
    this.#name = name;
    this.#socket = new WebSocket(`ws://localhost:${port}/rooms/lobby`, 'ws-chat.v1');
    this.#socket.on('message', (data: Buffer) => {
      this.#record('<', data.toString());
      this.heard.push(JSON.parse(data.toString()) as ServerMessage);
      this.#wake();
    });
    this.closed = new Promise((resolve) =>
      this.#socket.on('close', (code, reason) => {
        lines.push(`${this.#name} closed ${code} ${reason.toString()}`.trimEnd());
        resolve();
      }),
    );
  }

  async opened(): Promise<this> {
    await new Promise((resolve) => this.#socket.once('open', resolve));
    return this;
  }

  say(message: object): void {
    this.#send(message, () => {});
  }

  /** And then its network goes away. */
  sayLast(message: object): void {
    this.#send(message, () => this.#socket.terminate());
  }

  /** Resolves with the first message that fits. */
  async hears(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    for (;;) {
      const message = this.heard.find(fits);
      if (message) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Says it and waits for the answer to it. */
  async act(
    act: { readonly type: string; readonly draftId: string } & Record<string, unknown>,
  ): Promise<void> {
    const past = this.heard.length;
    this.say(act);
    await this.hears(
      (message) =>
        (message.type === 'accepted' || message.type === 'refused') &&
        message.draftId === act.draftId &&
        this.heard.indexOf(message) >= past,
    );
  }

  holds(seq: number): Promise<ServerMessage> {
    return this.hears((message) => 'at' in message && message.seq === seq);
  }

  counts(present: number): Promise<ServerMessage> {
    return this.hears((message) => message.type === 'presence' && message.count === present);
  }

  async welcomed(): Promise<Welcome> {
    return (await this.hears(({ type }) => type === 'welcome')) as Welcome;
  }

  #send(message: object, sent: () => void): void {
    const said = JSON.stringify(message);
    this.#record('>', said);
    this.#socket.send(said, sent);
  }

  #record(direction: '<' | '>', frame: string): void {
    // Whoever holds a token is that participant.
    lines.push(`${this.#name} ${direction} ${frame.replace(/("token":"[^".]+\.[^"]{4})[^"]*"/g, '$1…"')}`);
  }
}

using folder = temporaryFolder();
await using server = await runServer(port, folder.path, ['--allow-missing-origin']);

paragraph(beginning);
const ann = await new Speaker('A').opened();
ann.say({ type: 'hello', name: 'Ann', history: 20 });
const welcome = await ann.welcomed();
await ann.counts(1);
const ben = await new Speaker('B').opened();
ben.say({ type: 'hello', name: 'Ben' });
await Promise.all([ben.counts(2), ann.counts(2)]);

paragraph('They talk. An emoji is put on a message, a text is mended, a draft is refused:\n');
await ann.act({ type: 'post', draftId: 'a-1', text: 'Is anyone here?' });
await ben.holds(1);
ben.say({ type: 'typing', on: true });
await ann.hears(({ type }) => type === 'typing');
await ben.act({ type: 'post', draftId: 'b-1', text: 'Yse.', replyTo: 1 });
await ann.holds(2);
await ben.act({ type: 'edit', draftId: 'b-2', ref: 2, text: 'Yes.' });
await ann.holds(3);
await ann.act({ type: 'react', draftId: 'a-2', ref: 2, emoji: '🎈', on: true });
await ben.holds(4);
await ann.act({ type: 'post', draftId: 'a-3', text: '   ' });
await ann.act({ type: 'remove', draftId: 'a-4', ref: 2 });

paragraph('Ann’s network goes just after she sends. The message got through; she does not know:\n');
ann.sayLast({ type: 'post', draftId: 'a-5', text: 'Good.' });
await ben.holds(5);
await Promise.all([ann.closed, ben.counts(1)]);
ben.say({ type: 'rename', name: 'Benjamin' });
await ben.hears(({ type }) => type === 'renamed');
await ben.act({ type: 'remove', draftId: 'b-3', ref: 2 });
await ben.holds(6);

paragraph(
  'She comes back where she was. Her echo settles the draft; a client that sends it again all the same gets the same seq:\n',
);
const back = await new Speaker('A2').opened();
const { epoch, token } = welcome;
back.say({
  type: 'hello',
  token,
  name: 'Ann',
  since: { epoch, seq: 4, tail: ['a-1', 'b-1', 'b-2', 'a-2'] },
  history: 20,
});
await back.holds(6);
await back.act({ type: 'post', draftId: 'a-5', text: 'Good.' });
await back.counts(2);

paragraph('What Ben took back is empty, in pages of earlier times too:\n');
back.say({ type: 'history', before: 4, limit: 50 });
await back.hears(({ type }) => type === 'page');
back.say({ type: 'ping' });
await back.hears(({ type }) => type === 'head');

paragraph('The server is stopped:\n');
await server.stop();
await Promise.all([back.closed, ben.closed]);
paragraph('');

const before = readFileSync(specification, 'utf8').split(beginning, 1)[0]!;
writeFileSync(specification, `${before}${text.trimEnd()}\n`);
