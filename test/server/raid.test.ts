// A raid on the whole server, over real sockets: two hundred guests from fifty addresses, from the trigger to
// the undoing.
import { describe, expect, it, vi } from 'vitest';
import type { Moderate } from '../../protocol/client-messages.ts';
import type { Refused, ServerMessage } from '../../protocol/server-messages.ts';
import type { ChatClient } from '../support/chat-client.ts';
import { startChatServer, type RunningServer } from '../support/chat-server.ts';
import { post } from '../support/house.ts';
import { JumpingClock } from '../support/jumping-clock.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { solve } from '../support/solve.ts';

const minute = 60_000;
const raiders = 200;
const addresses = 50;
const slogan = 'Free gold at gold.example';

let drafts = 0;

/** Somebody from an address, as a proxy tells it, who answers pings as a page does. */
async function enters(server: RunningServer, address: string, hello: object): Promise<ChatClient> {
  const client = server.connect({ headers: { 'x-forwarded-for': address } });
  client.socket.on('message', (data: Buffer) => {
    if (data.toString() === '{"type":"ping"}') client.say({ type: 'pong' });
  });
  client.say({ type: 'hello', ...hello });
  await client.next('welcome');
  return client;
}

type Answer = Extract<ServerMessage, { type: 'accepted' | 'refused' | 'moderated' }>;

/** The answer to what is said under its draft id. */
async function ask(who: ChatClient, message: { readonly draftId: string }): Promise<Answer> {
  who.say(message);
  for (;;) {
    const heard = JSON.parse(await who.nextText()) as ServerMessage;
    const isAnswer = heard.type === 'accepted' || heard.type === 'refused' || heard.type === 'moderated';
    if (isAnswer && heard.draftId === message.draftId) return heard;
  }
}

const say = (who: ChatClient, text: string) => ask(who, post(text, `d${++drafts}`));
const does = (who: ChatClient, act: Moderate['act']) =>
  ask(who, { type: 'moderate', draftId: `m${++drafts}`, act } as { readonly draftId: string });

/** The shield as it was told last; undefined where it is down. */
function shieldOf(who: ChatClient) {
  return (who.all('mode').at(-1) ?? who.all('welcome')[0])?.mode?.shield;
}

/** A room with a moderator, a member, and guests of long standing. */
async function createRoom(regulars = 1) {
  const clock = new JumpingClock();
  const members = { memberIssuer: issuer, memberAudience: audience, memberSecret: secret };
  const server = await startChatServer({ ...members, trustedProxies: 1, shield: { work: 50 } }, clock);
  const enter = (address: string, hello: object) => enters(server, address, hello);
  const token = (claims: object) => {
    const exp = Math.floor(clock.time() / 1_000) + 3_000;
    return { token: tokenOf(clock.time(), { exp, ...claims }) };
  };
  const guests: ChatClient[] = [];
  for (let index = 0; index < regulars; index++)
    guests.push(await enter(`203.0.113.${10 + (index % 20)}`, { name: `Guest ${index}` }));
  clock.jump(11 * minute);
  return {
    clock,
    server,
    enter,
    guests,
    mo: await enter('203.0.113.1', token({ sub: 'mo', name: 'Mo', role: 'moderator' })),
    ann: await enter('203.0.113.2', token({ sub: 'ann', name: 'Ann' })),
    /** All at once, each with something to say. */
    raid: () =>
      Promise.all(
        Array.from({ length: raiders }, async (_, index) => {
          const raider = await enter(`198.51.100.${index % addresses}`, { name: `Raider ${index}` });
          return { raider, answer: await say(raider, slogan) };
        }),
      ),
  };
}

describe('a raid', () => {
  it('brings the shield up by itself, leaves members and regulars undisturbed, and can be undone', async () => {
    const { clock, server, enter, mo, ann, guests, raid } = await createRoom();
    await using _ = server;
    const bo = guests[0]!;
    const began = clock.time();
    const all = await raid();
    await ann.next('mode');
    expect(shieldOf(ann)).toMatchObject({ cause: 'joins', slowSeconds: 30 });
    const { since, until } = shieldOf(ann)!;
    expect(since).toBeGreaterThanOrEqual(began);
    expect(until).toBeGreaterThan(since);

    // Whoever came before it rang could write; of those after it nobody did.
    const accepted = all.filter(({ answer }) => answer.type === 'accepted');
    const refused = all.filter(({ answer }) => answer.type === 'refused' && answer.code === 'proof-needed');
    expect(accepted.length + refused.length).toBe(raiders);
    expect(refused.length).toBeGreaterThan(raiders / 4);

    // Members, those who keep the room, and a guest of long standing write on.
    for (let count = 0; count < 3; count++)
      for (const who of [mo, ann])
        expect(await say(who, `${count} see https://example.com`)).toMatchObject({ type: 'accepted' });
    expect(await say(bo, 'What is going on?')).toMatchObject({ type: 'accepted' });
    expect(await say(bo, 'Hello?')).toMatchObject({ code: 'slow-mode' });

    // Those who do the work wait for a moderator, and no more of them than a room holds.
    const worked = await Promise.all(
      refused.map(async ({ raider, answer }) => {
        const { challenge } = answer as Refused;
        raider.say({ type: 'prove', solution: solve(challenge!) });
        return say(raider, 'free GOLD');
      }),
    );
    expect(new Set(worked.map((answer) => 'code' in answer && answer.code))).toEqual(new Set(['held']));
    const { held } = (await does(mo, { do: 'list', of: 'held' })) as { held?: readonly object[] };
    expect(held!.length).toBe(Math.min(200, refused.length));

    // Everybody who said it goes, with their networks, and what was said since it began.
    const banned = await does(mo, {
      do: 'ban-many',
      by: { phrase: 'free gold', since },
      network: 'narrow',
      why: 'raid',
    });
    expect(banned).toMatchObject({ count: raiders, more: false });
    const codes = await Promise.all(all.map(async ({ raider }) => (await raider.closed).code));
    expect(new Set(codes)).toEqual(new Set([4011]));
    expect(await does(mo, { do: 'clear', since })).toMatchObject({ more: false });
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject({ held: [] });
    const late = await enter('203.0.113.9', { name: 'Late' });
    const left = late.all('welcome')[0]!.entries.filter(({ type }) => type === 'message');
    expect(left.filter((entry) => 'text' in entry && /gold/i.test(entry.text))).toEqual([]);
    const back = server.connect({ headers: { 'x-forwarded-for': '198.51.100.7' } });
    back.say({ type: 'hello', name: 'Somebody else' });
    expect((await back.closed).code).toBe(4011);

    // It comes down by itself, and everything is in the audit log.
    clock.jump(10 * minute);
    while (shieldOf(mo)) await mo.next('mode');
    // Who is told that it is down may ask before the disk has it.
    const audit = await vi.waitFor(async () => {
      const { audit } = (await does(mo, { do: 'list', of: 'audit' })) as { audit?: readonly object[] };
      expect(audit).toHaveLength(4);
      return audit!;
    });
    expect(audit).toMatchObject([
      { by: 'server', act: 'shield-end' },
      { act: 'clear' },
      { act: 'ban-by-phrase', why: 'raid' },
      { by: 'server', act: 'shield', until },
    ]);
    expect((audit[2] as { many: readonly string[] }).many).toHaveLength(100);
    expect(await does(mo, { do: 'list', of: 'shield' })).toMatchObject({ shield: { since } });
  }, 60_000);

  it('by a flood of messages from people who were there brings it up too', async () => {
    const { server, ann, mo, guests } = await createRoom(60);
    await using _ = server;
    expect(shieldOf(ann)).toBeUndefined();
    for (const who of guests)
      for (let count = 0; count < 12; count++) who.say(post(`${count}`, `f${++drafts}`));
    while (!shieldOf(ann)) await ann.next('mode');
    expect(shieldOf(ann)).toMatchObject({ cause: 'refusals' });
    expect(await say(mo, 'I see.')).toMatchObject({ type: 'accepted' });
  }, 60_000);
});
