// One room of ws-chat and one IRC channel are one conversation. See README.md beside it.
//
//   CHAT_URL=https://chat.example.com CHAT_ROOM=lobby CHAT_KEY=… CHAT_KEY_NAME=irc WEBHOOK_SECRET=whsec_… PORT=8090 \
//   IRC_SERVER=ircs://irc.libera.chat IRC_CHANNEL='#example' IRC_NICK=example-chat node irc.ts
//
// To IRC by webhooks, whose place ws-chat keeps, and from IRC by REST, where a line that is sent again is no second one: so
// nothing is lost while either side is away. What is said in IRC while the bridge itself is not there is never heard of.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from 'ws-chat/protocol';
import { IrcChannel } from './irc-channel.ts';
import { NotTaken, receiveWebhooks, setting } from './webhook.ts';

const room = setting('CHAT_ROOM', 'lobby');
const server = setting('CHAT_URL', 'https://chat.example.com').replace(/\/$/, '');
const key = setting('CHAT_KEY', 'the secret of an API key with the scope posts:write');
/** What the bridge itself says comes back by the webhook under this id, and goes no further. */
const ownId = `bot:${setting('CHAT_KEY_NAME', 'irc')}`;

const irc = new IrcChannel({
  server: new URL(setting('IRC_SERVER', 'ircs://irc.libera.chat')),
  channel: setting('IRC_CHANNEL', "'#example'"),
  nick: setting('IRC_NICK', 'example-chat'),
  password: process.env.IRC_PASSWORD,
  onMessage: (nick, text) => heard(nick, text),
});

// From IRC.

/** Lines that wait for ws-chat; more would be a flood. */
const mostWaiting = 1_000;
let waiting = 0;
let before = Promise.resolve();

function heard(nick: string, raw: string): void {
  const action = /^\x01ACTION (.*?)\x01?$/.exec(raw)?.[1];
  // What else is wrapped so is for programs, and colours are for nobody here.
  if (raw.startsWith('\x01') && action === undefined) return;
  const plain = (action ?? raw).replaceAll(/\x03(?:\d{1,2}(?:,\d{1,2})?)?|\p{Cc}/gu, '').trim();
  if (plain === '') return;
  if (waiting >= mostWaiting)
    return console.error(`${mostWaiting} lines of IRC wait already: one is left out.`);
  waiting++;
  before = before
    .then(() => post(nick, action === undefined ? plain : `* ${plain}`))
    .catch((error: unknown) => console.error(error))
    .finally(() => waiting--);
}

/** Tries until the chat has taken it, or says that it never will: its sentence is for who wrote the line. */
async function post(nick: string, text: string): Promise<void> {
  const id = randomUUID();
  let body: object = { text, name: `${nick.slice(0, 26)} (IRC)` };
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${server}/api/v1/rooms/${room}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (response?.ok) return;
    if (response && response.status < 500 && response.status !== 429) {
      const { detail = `status ${response.status}`, field } = (await response
        .json()
        .catch(() => ({}))) as Problem;
      // That name is somebody’s in the room: the line comes under the bridge’s own.
      if (response.status === 409 && field === 'name') body = { text: `<${nick}> ${text}` };
      else return refused(nick, detail);
    } else {
      const askedMs = 1_000 * Number(response?.headers.get('retry-after') ?? 0) || 0;
      await pause(Math.max(askedMs, Math.min(30_000, 500 * 2 ** attempt)));
    }
  }
}

interface Problem {
  readonly detail?: string;
  readonly field?: string;
}

function refused(nick: string, sentence: string): void {
  console.error(`A line of ${nick} was not taken: ${sentence}`);
  irc.say(`Your line is not in the chat: ${sentence}`, nick).catch(() => {});
}

// To IRC.

/** Sooner than ws-chat stops waiting for our answer; what is left of a long text goes out when it is sent again. */
const patienceMs = 8_000;
/** How many lines of an entry are there already. */
const arrived = new Map<string, number>();

await receiveWebhooks(async (entry, of, id) => {
  const said = of === room && entry.from.id !== ownId ? lineOf(entry) : undefined;
  if (said === undefined) return;
  const lines = linesOf(said, irc.mostBytes);
  const until = Date.now() + patienceMs;
  for (let line = arrived.get(id) ?? 0; line < lines.length; line++) {
    if (Date.now() > until) throw new NotTaken(`${lines.length - line} of its lines are still to go.`, 1);
    await irc.say(lines[line]!);
    arrived.set(id, line + 1);
  }
  arrived.delete(id);
});

/** IRC can take nothing back: that something was is a line like any other. */
function lineOf(entry: Entry): string | undefined {
  const { name } = entry.from;
  switch (entry.type) {
    case 'message': {
      const options = (entry.options ?? []).map((option, index) => ` (${index + 1}) ${option}`);
      return entry.removed ? undefined : `<${name}> ${entry.text}${options.join('')}`;
    }
    case 'edit':
      return entry.removed
        ? undefined
        : `<${name}> (${entry.restored ? 'put back' : 'changed'}) ${entry.text}`;
    case 'removal':
      return `A message was taken back by ${name}.`;
    case 'notice':
      return `Notice: ${entry.text}`;
    default:
      return undefined;
  }
}

/** One text as lines of so many bytes, without what IRC takes for a command; broken between words where there are some. */
function linesOf(text: string, mostBytes: number): readonly string[] {
  const lines = [''];
  const words = text
    .replaceAll(/[\n\r\u2028\u2029]+/g, ' / ')
    .replaceAll(/\p{Cc}/gu, ' ')
    .split(/(?<= )/);
  const fits = (more: string) => Buffer.byteLength(lines.at(-1)! + more) <= mostBytes;
  for (const word of words) {
    if (!fits(word) && Buffer.byteLength(word) <= mostBytes) lines.push('');
    for (const character of word) {
      if (!fits(character)) lines.push('');
      lines.push(`${lines.pop()!}${character}`);
    }
  }
  return lines;
}
