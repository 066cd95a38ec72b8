// T3. The link breaks between the commit and its acknowledgement, and the same draft is sent again: it is one
// entry, and every answer names the same seq, also after a day and a restart.
import { expect, it } from 'vitest';
import { ChatClient } from '../support/chat-client.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { createFaultProxy } from '../support/fault-proxy.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { createNodeClient } from '../support/node-client.ts';
import { until } from '../support/until.ts';
import { flawless, judge, type Written } from '../support/verdict.ts';
import { Witness } from '../support/witness.ts';

const authors = 10;
const draftsEach = form(8, 200);
/** Answers to one draft that are swallowed; the next one arrives. */
const cuts = 5;

it('makes one entry of a draft whose answers are lost', { timeout: form(120_000, 1_200_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const all = Array.from({ length: authors }, (_, index) => new Author(`a${index}`));
  await Promise.all(all.map((author) => author.writeAll(server.port)));

  // A day later nothing of it is in the server's memory any more.
  await server.kill();
  await server.start();
  await Promise.all(all.map((author) => author.sendAllAgain(server.port)));

  const written = all.map((author) => author.written);
  const verdict = await judge({ written, shown: [], log: wholeLog(server.port) });
  const sum = (of: (author: Author) => number) => all.reduce((total, author) => total + of(author), 0);
  announce('T3 lost answers', verdict, {
    retries: sum(({ sendings }) => sendings) - authors * draftsEach,
    'answers swallowed': sum(({ swallowed }) => swallowed),
  });
  expect(verdict).toMatchObject(flawless);
  expect(verdict).toMatchObject({ acknowledged: authors * draftsEach, entries: authors * draftsEach });
  expect(sum(({ swallowed }) => swallowed)).toBe(authors * draftsEach * cuts);
});

it('shows once what the widget’s client had to send again', { timeout: 120_000 }, async () => {
  const server = endsWithTest(await startFaultServer());
  const most = form(10, 100);
  const witnesses = await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const name = `w${index}`;
      const seen = new Set<string>();
      const proxy = endsWithTest(await createFaultProxy(server.port));
      // The first bytes that tell of a draft of this author never arrive, and the link with them.
      proxy.become({
        kind: 'cutting',
        when: (bytes) => {
          const [text] = new RegExp(`"text":"${name}:\\d+:`).exec(bytes.toString()) ?? [];
          if (text === undefined || seen.has(text)) return false;
          seen.add(text);
          return true;
        },
      });
      const witness = new Witness({ client: createNodeClient(proxy.port, name), name, most });
      endsWithTest({ [Symbol.dispose]: () => witness.client.close() });
      return { witness, seen };
    }),
  );
  for (const { witness } of witnesses) {
    witness.client.start();
    witness.write();
  }
  await until('answers to all drafts', () => {
    for (const { witness } of witnesses)
      if (witness.client.state.link.kind === 'waiting') witness.client.retryNow();
    return witnesses.every(({ witness }) => witness.isDone && witness.last === 4 * most);
  });
  const written = witnesses.map(({ witness }) => witness.written);
  const shown = witnesses.map(({ witness }) => witness.shown);
  const verdict = await judge({ written, shown, log: wholeLog(server.port) });
  const cut = witnesses.reduce((sum, { seen }) => sum + seen.size, 0);
  announce('T3 lost answers, widget', verdict, { cut });
  expect(verdict).toMatchObject({ ...flawless, acknowledged: 4 * most, entries: 4 * most });
  expect(cut).toBe(4 * most);
});

/** Remembers its drafts and its token, and nothing of the room: only an answer tells it how a draft fared. */
class Author {
  readonly #name: string;
  readonly #answers: Set<number>[] = [];
  #token: string | undefined;
  sendings = 0;
  swallowed = 0;

  constructor(name: string) {
    this.#name = name;
  }

  get written(): Written {
    const acknowledged = this.#answers.map(([seq = 0]) => seq);
    const contradicted = this.#answers.reduce((sum, { size }) => sum + Math.max(0, size - 1), 0);
    return { author: this.#name, acknowledged, contradicted };
  }

  /** Each draft again and again, until the answer arrives that is let through. */
  async writeAll(port: number): Promise<void> {
    await using proxy = await createFaultProxy(port);
    for (let number = 0; number < draftsEach; number++) {
      const answer = new RegExp(`"type":"accepted","draftId":"${this.#draftId(number)}","seq":(\\d+)`);
      let left = cuts;
      proxy.become({
        kind: 'cutting',
        when: (bytes) => {
          const [, seq] = answer.exec(bytes.toString()) ?? [];
          if (seq === undefined || left === 0) return false;
          left--;
          this.swallowed++;
          this.#note(number, Number(seq));
          return true;
        },
      });
      while (!(await this.#send(proxy.port, [number])));
    }
  }

  async sendAllAgain(port: number): Promise<void> {
    const numbers = Array.from({ length: draftsEach }, (_, number) => number);
    if (!(await this.#send(port, numbers))) throw new Error('A link broke that nobody cut.');
  }

  /** Returns whether the answers came. */
  async #send(port: number, numbers: readonly number[]): Promise<boolean> {
    const client = new ChatClient(`ws://127.0.0.1:${port}/rooms/lobby`, {});
    try {
      const token = this.#token === undefined ? {} : { token: this.#token };
      client.say({ type: 'hello', name: this.#name, history: 0, ...token });
      this.#token = (await client.next('welcome')).token;
      for (const number of numbers) {
        this.sendings++;
        client.say({ type: 'post', draftId: this.#draftId(number), text: `${this.#name}:${number}:` });
        const { seq } = await client.next('accepted');
        this.#note(number, seq);
      }
      return true;
    } catch {
      return false;
    } finally {
      client.cut();
    }
  }

  #note(number: number, seq: number): void {
    (this.#answers[number] ??= new Set()).add(seq);
  }

  #draftId(number: number): string {
    return `${this.#name}-${number}`;
  }
}
