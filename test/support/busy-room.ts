// A room in which a lot is going on: talk, messages that wait, reports, people held back. For whoever looks at how
// it is shown.
import type { ChatClient } from './chat-client.ts';
import { tokenOf } from './member-tokens.ts';
import { stranger, type Scene } from './stranger.ts';

const talk = [
  ['Tomasz', 'Is the recording going to be public?'],
  ['Tomasz', 'I can hear you well, by the way.'],
  ['Aiko 愛子', 'Ça marche! Sound is fine from here.'],
  ['Aiko 愛子', '🎧🔊'],
  ['يوسف', 'مساء الخير من الإسكندرية'],
  ['Priya N.', 'Could somebody post the link to the schedule once more? I came late and cannot find it.'],
  ['Tomasz', 'https://example.org/schedule'],
  ['GoldRush77', 'Cheap gold!!! Only today, write to me'],
  ['GoldRush77', 'Cheap gold!!! Only today, write to me'],
  ['Priya N.', 'Thank you, Tomasz!'],
  ['Bartholomew Featherstonehaugh', 'Who is the gentleman with the gold?'],
] as const;

const held = [
  ['Priya N.', 'May I share a second link? https://example.com/notes'],
  ['GoldRush77', 'Gold gold gold, and silver too. Everything must go, ask me how.'],
  ['Bartholomew Featherstonehaugh', 'My lawyer will hear of this gold.'],
] as const;

const reports = [
  ['Tomasz', 'spam', 'The same for the third time'],
  ['Priya N.', 'spam', undefined],
  ['Aiko 愛子', 'abuse', 'He writes to me in private, and does not stop when I ask him to.'],
] as const;

/** A network of its own, so that it can be held back without all others. */
const addressOf = (name: string) => (name === 'GoldRush77' ? '198.51.100.7' : '192.0.2.1');

/** The server signs members in and trusts one proxy. The room is left as it is when the result is disposed of. */
export async function busyRoom(scene: Scene, room = 'lobby'): Promise<Disposable> {
  const clients = new Map<string, ChatClient>();
  const come = async (name: string, hello: object = { name }): Promise<ChatClient> => {
    const known = clients.get(name);
    if (known) return known;
    const client = stranger(scene, { hello, room, address: addressOf(name) });
    clients.set(name, client);
    await client.next('welcome');
    return client;
  };
  const member = (name: string, role: string) =>
    come(name, { token: tokenOf(Date.now(), { sub: name, name, role }) });
  const mo = await member('Mo Lindqvist', 'moderator');
  let count = 0;
  const act = (verb: object) => ({ draftId: `b${++count}`, ...verb });
  const carryOut = async (one: object) => {
    mo.say(act({ type: 'moderate', act: one }));
    await mo.next('moderated');
  };

  mo.say(act({ type: 'post', text: 'We go live in ten minutes. Questions here, please.' }));
  const { seq: first } = await mo.next('accepted');
  await member('Dr. Ann', 'member');
  const seqs = new Map<string, number>();
  for (const [name, text] of talk) {
    const client = await come(name);
    client.say(act({ type: 'post', text }));
    seqs.set(name, (await client.next('accepted')).seq);
  }
  mo.say(act({ type: 'pin', ref: first, on: true }));
  await mo.next('accepted');
  mo.say(act({ type: 'notice', text: 'The doors close at ten.', level: 'info' }));
  await mo.next('accepted');
  const spam = seqs.get('GoldRush77')!;
  for (const [name, reason, text] of reports) {
    const client = await come(name);
    client.say(act({ type: 'report', ref: spam, reason, ...(text !== undefined && { text }) }));
    await client.next('reported');
  }
  await carryOut({ do: 'mode', mode: { holdAll: true } });
  for (const [name, text] of held) {
    const client = await come(name);
    client.say(act({ type: 'post', text }));
    await client.next('refused');
  }
  await carryOut({ do: 'mode', mode: { slowSeconds: 10 } });
  const idOf = async (name: string) => (await come(name)).all('welcome')[0]!.you.id;
  const [gold, troll, shouting] = await Promise.all(['GoldRush77', 'Troll', 'LOUD'].map(idOf));
  await carryOut({ do: 'mute', who: shouting, forMs: 3_600_000, why: 'Capitals, again and again' });
  await carryOut({ do: 'mute', who: troll, shadow: true });
  await carryOut({ do: 'ban', who: gold, forMs: 86_400_000, network: 'narrow', why: 'Sells gold' });
  return {
    [Symbol.dispose]() {
      for (const client of clients.values()) client.cut();
    },
  };
}
