// Brings what is said in ws-chat to a Discord channel, by one of Discord’s webhooks. See README.md beside it.
//
//   DISCORD_WEBHOOK_URL=https://discord.com/api/webhooks/… WEBHOOK_SECRET=whsec_… PORT=8090 node discord.ts
//
// Which message there is which here is kept in discord.sqlite, or where DISCORD_DATA says: so a change changes the message
// in Discord, a removal deletes it, and what comes twice after a crash is posted once.
import { DatabaseSync } from 'node:sqlite';
import type { MessageEntry } from 'ws-chat/protocol';
import { addressOf, ask } from './incoming-webhook.ts';
import { receiveWebhooks, setting } from './webhook.ts';

const address = addressOf(setting('DISCORD_WEBHOOK_URL', 'https://discord.com/api/webhooks/…'));

/** Changes of older messages come as messages of their own; removals of them can no longer be brought over. */
const mostKept = 100_000;

const database = new DatabaseSync(process.env.DISCORD_DATA ?? 'discord.sqlite');
database.exec('PRAGMA journal_mode = WAL');
database.exec(
  'CREATE TABLE IF NOT EXISTS posted (room TEXT, seq INTEGER, message TEXT, PRIMARY KEY (room, seq))',
);
const find = database.prepare('SELECT message FROM posted WHERE room = ? AND seq = ?');
const keep = database.prepare('INSERT INTO posted (room, seq, message) VALUES (?, ?, ?)');
const forget = database.prepare('DELETE FROM posted WHERE room = ? AND seq = ?');
const trim = database.prepare('DELETE FROM posted WHERE rowid <= (SELECT max(rowid) FROM posted) - ?');

function messageOf(room: string, seq: number): string | undefined {
  return find.get(room, seq)?.message as string | undefined;
}

function addressOfMessage(message: string): URL {
  const url = new URL(address);
  url.pathname += `/messages/${message}`;
  return url;
}

/** Whatever Discord’s Markdown might begin with is taken as it is, the < of a mention too. Only bare links stay links. */
function escaped(text: string): string {
  const special = /https?:\/\/[^\s<>|`*~\\]+|[\\*_~`|<>#@[\]():-]/g;
  return text.replaceAll(special, (found) => (found.length > 1 ? found : `\\${found}`));
}

/**
 * An embed: it has room for the longest text when every letter is escaped, calls nobody, and its author’s name stands apart,
 * so that no text looks like somebody else’s message. And calls are switched off altogether.
 */
function shown(room: string, { from, text, options = [] }: Shown): object {
  const answers = options.map((option, index) => `${index + 1}\\. ${escaped(option)}`).join('\n');
  return {
    embeds: [
      { author: { name: from.name }, description: escaped(text), footer: { text: room } },
      ...(answers === '' ? [] : [{ description: answers }]),
    ],
    allowed_mentions: { parse: [] },
  };
}

type Shown = Pick<MessageEntry, 'from' | 'text' | 'options'>;

/** Posts what was not posted yet. */
async function post(room: string, seq: number, body: object): Promise<void> {
  if (messageOf(room, seq) !== undefined) return;
  const url = new URL(address);
  // So that it answers once the message is there, with its id.
  url.searchParams.set('wait', 'true');
  const response = await ask('POST', url, body);
  const { id } = (await response.json()) as { id: string };
  keep.run(room, seq, id);
  trim.run(mostKept);
}

await receiveWebhooks(async (entry, room) => {
  const { seq, from } = entry;
  switch (entry.type) {
    case 'message':
      // It may have been taken back before it came here: then there is nothing to tell any more.
      return entry.removed ? undefined : post(room, seq, shown(room, entry));
    case 'edit': {
      if (entry.removed) return;
      if (entry.restored)
        return post(room, entry.ref, shown(room, { ...entry, text: `(put back) ${entry.text}` }));
      const message = messageOf(room, entry.ref);
      if (message === undefined)
        return post(room, seq, shown(room, { from, text: `(changed) ${entry.text}` }));
      await ask('PATCH', addressOfMessage(message), shown(room, entry));
      return;
    }
    case 'removal': {
      const message = messageOf(room, entry.ref);
      if (message === undefined) return;
      await ask('DELETE', addressOfMessage(message));
      forget.run(room, entry.ref);
      return;
    }
    case 'notice':
      return post(room, seq, shown(room, { from, text: `Notice: ${entry.text}` }));
    default:
      return;
  }
});
