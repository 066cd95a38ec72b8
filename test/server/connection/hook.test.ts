// What the owner's hook makes of what is said: real rooms, and a real server that is asked.
import { describe, expect, it } from 'vitest';
import { textCharacters } from '../../../protocol/limits.ts';
import type { HookSettings } from '../../../server/moderation/hook/hook.ts';
import { mostQuestionsOfRoom, mostTurns } from '../../../server/moderation/hook/inquiries.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { startHook, type HookReply, type Question } from '../../support/hook-server.ts';
import { post, type Guest } from '../../support/house.ts';
import { createRoom, idOf } from '../../support/kept-room.ts';
import { until } from '../../support/until.ts';

type Room = Awaited<ReturnType<typeof createHookedRoom>>;

/** Questions are answered by what `reply` says, or wait for `let` where it says nothing. */
async function createHookedRoom(
  reply: (question: Question) => HookReply | undefined,
  over: Partial<HookSettings> = {},
) {
  const waiting = new Map<string, (reply: HookReply) => void>();
  const hook = endsWithTest(
    await startHook(
      (question) =>
        reply(question) ?? new Promise<HookReply>((resolve) => waiting.set(question.said.act.text, resolve)),
    ),
  );
  const room = await createRoom({ hook: hook.settings(over) });
  const { house } = room;
  const until_ = <T>(what: string, look: () => T | false | undefined) =>
    until(what, async () => {
      await house.settle();
      return look();
    });
  return {
    ...room,
    hook,
    comes: until_,
    asked: (text: string) => until_(`a question about ${text}`, () => waiting.has(text)),
    /** Answers the question about a text. */
    let: (text: string, answer: HookReply = { verdict: 'publish' }) => waiting.get(text)!(answer),
    /** What somebody was answered to a draft. */
    answer: ({ transport }: Guest, draftId: string) =>
      until_(`an answer to ${draftId}`, () =>
        transport.messages.find(
          (message) =>
            (message.type === 'accepted' || message.type === 'refused') && message.draftId === draftId,
        ),
      ),
    logged: () => (house.log.rooms.get('lobby') ?? []).map(({ draftId }) => draftId),
  };
}

const publish = () => ({ verdict: 'publish' });
const nothing = () => undefined;
const texts = ({ transport }: Guest) => transport.all('message').map(({ text }) => text);

describe('the hook', () => {
  it('is told the room, who it is and what is said', async () => {
    const { bo, hook, answer } = await createHookedRoom(publish);
    bo.say({ type: 'post', draftId: 'p1', text: 'hello' });
    await answer(bo, 'p1');
    bo.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'hello!' });
    expect(await answer(bo, 'e1')).toMatchObject({ type: 'accepted', seq: 2 });
    const participant = { id: idOf(bo), name: 'Bo', role: 'guest' };
    expect(hook.questions.map(({ said }) => said)).toEqual([
      { room: 'lobby', participant, act: { type: 'post', draftId: 'p1', text: 'hello' } },
      { room: 'lobby', participant, act: { type: 'edit', draftId: 'e1', ref: 1, text: 'hello!' } },
    ]);
  });

  it('is asked after the rules, and about nothing that they refuse', async () => {
    const { bo, hook, say } = await createHookedRoom(publish);
    expect(await say(bo, '')).toMatchObject([{ code: 'text-empty' }]);
    expect(hook.questions).toEqual([]);
  });

  it('is asked about texts, and about nothing else', async () => {
    const { mo, bo, hook, ask, answer } = await createHookedRoom(publish);
    bo.say(post('hello', 'p1'));
    await answer(bo, 'p1');
    expect(await ask(mo, { type: 'pin', ref: 1, on: true })).toMatchObject([{ type: 'accepted' }]);
    expect(hook.questions).toHaveLength(1);
  });

  it('may put another text in the place of it, once and for all who send it again', async () => {
    const { mo, bo, answer } = await createHookedRoom(({ said }) => ({
      verdict: 'edit',
      text: said.act.text.toUpperCase(),
    }));
    bo.say(post('hello', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject({ type: 'accepted', seq: 1 });
    bo.transport.messages.length = 0;
    bo.say(post('hello', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject({ type: 'accepted', seq: 1 });
    expect(texts(mo)).toEqual(['HELLO']);
  });

  it('may refuse, in words of its own or without', async () => {
    const { bo, answer } = await createHookedRoom(({ said }) =>
      said.act.text === 'rude' ? { verdict: 'refuse' } : { verdict: 'refuse', sentence: 'Not on Sundays.' },
    );
    bo.say(post('rude', 'p1'), post('hello', 'p2'));
    expect(await answer(bo, 'p1')).toMatchObject({
      code: 'not-wanted',
      kind: 'final',
      sentence: 'This message is not wanted here.',
    });
    expect(await answer(bo, 'p2')).toMatchObject({ code: 'not-wanted', sentence: 'Not on Sundays.' });
  });

  it('may have a moderator look at it', async () => {
    const { mo, bo, answer, does, logged } = await createHookedRoom(() => ({ verdict: 'hold' }));
    bo.say(post('hello', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject({ code: 'held' });
    expect(mo.transport.all('waiting')).toMatchObject([{ held: 1 }]);
    expect(await does(mo, { do: 'approve', who: idOf(bo), held: 'p1' })).toMatchObject([
      { type: 'moderated' },
    ]);
    expect(logged()).toEqual(['p1']);
  });

  const nonsense: [string, HookReply][] = [
    ['a text that is too long', { verdict: 'edit', text: 'x'.repeat(textCharacters + 1) }],
    ['a text that says nothing', { verdict: 'edit', text: ' ' }],
    ['no text', { verdict: 'edit' }],
    ['a sentence that is too long', { verdict: 'refuse', sentence: 'x'.repeat(301) }],
    ['an empty sentence', { verdict: 'refuse', sentence: ' ' }],
    ['a verdict that there is not', { verdict: 'applaud' }],
    ['a list', []],
    ['no JSON', (response) => response.end('<html>')],
    ['a fault', (response) => response.writeHead(500).end()],
    ['a redirect', (response) => response.writeHead(302, { location: '/' }).end()],
    ['too much', (response) => response.end(`{"verdict":"publish","more":"${'x'.repeat(70_000)}"}`)],
  ];

  it.each(nonsense)('that answers by %s publishes if open, and refuses if closed', async (_what, reply) => {
    for (const onFailure of ['open', 'closed'] as const) {
      const { house, bo, answer } = await createHookedRoom(() => reply, { onFailure });
      bo.say(post('one', 'p1'), post('two', 'p2'));
      const expected =
        onFailure === 'open'
          ? { type: 'accepted' }
          : { code: 'unchecked', kind: 'retry', retryAfterMs: 5_000 };
      expect([await answer(bo, 'p1'), await answer(bo, 'p2')]).toMatchObject([expected, expected]);
      expect(house.telemetry.told.filter((line) => line === 'failed The hook failed')).toHaveLength(1);
    }
  });

  it.each(['open', 'closed'] as const)('that hangs fails %s after its time', async (onFailure) => {
    const { bo, answer } = await createHookedRoom(nothing, { onFailure, timeoutMs: 100 });
    bo.say(post('hello', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject(
      onFailure === 'open' ? { type: 'accepted' } : { code: 'unchecked' },
    );
  });

  it('that is open holds what the rules hold, though it fails', async () => {
    const { bo, mo, does, answer } = await createHookedRoom(() => [], { onFailure: 'open' });
    await does(mo, { do: 'mode', mode: { holdAll: true } });
    bo.say(post('hello', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject({ code: 'held' });
  });

  it('that answers again is told of', async () => {
    let fails = true;
    const { house, bo, answer } = await createHookedRoom(() => (fails ? [] : publish()));
    bo.say(post('one', 'p1'));
    await answer(bo, 'p1');
    fails = false;
    bo.say(post('two', 'p2'));
    await answer(bo, 'p2');
    expect(house.telemetry.told).toContain('advised The hook answers again.');
  });
});

describe('while the hook is asked', () => {
  it('others go on, and what the same person does keeps its order', async () => {
    const {
      bo,
      mo,
      asked,
      let: answers,
      answer,
      logged,
    } = await createHookedRoom(({ said }) => (said.act.text === 'slow' ? undefined : publish()));
    mo.say(post('first', 'm0'));
    await answer(mo, 'm0');
    bo.say(post('slow', 'p1'), post('fast', 'p2'), {
      type: 'react',
      draftId: 'p3',
      ref: 1,
      emoji: '🎈',
      on: true,
    });
    await asked('slow');
    mo.say(post('other', 'm1'));
    expect(await answer(mo, 'm1')).toMatchObject({ type: 'accepted' });
    expect(logged()).toEqual(['m0', 'm1']);
    answers('slow');
    await answer(bo, 'p3');
    expect(logged()).toEqual(['m0', 'm1', 'p1', 'p2', 'p3']);
  });

  it('a refusal of one lets the next go on', async () => {
    const { bo, asked, let: answers, answer, logged } = await createHookedRoom(nothing);
    bo.say(post('one', 'p1'), post('two', 'p2'));
    for (const text of ['one', 'two']) await asked(text);
    answers('two');
    answers('one', { verdict: 'refuse' });
    expect(await answer(bo, 'p2')).toMatchObject({ type: 'accepted', seq: 1 });
    expect(logged()).toEqual(['p2']);
  });

  const meanwhile: [string, (room: Room) => Promise<unknown>, object | undefined][] = [
    ['a ban', ({ does, mo, bo }) => does(mo, { do: 'ban', who: idOf(bo) }), undefined],
    [
      'a mute',
      ({ does, mo, bo }) => does(mo, { do: 'mute', who: idOf(bo), forMs: 60_000 }),
      { code: 'muted' },
    ],
    [
      'a mute in the shadow',
      ({ does, mo, bo }) => does(mo, { do: 'mute', who: idOf(bo), shadow: true }),
      { type: 'accepted', seq: Number.MAX_SAFE_INTEGER },
    ],
    ['a pause', ({ does, mo }) => does(mo, { do: 'mode', mode: { paused: {} } }), { code: 'paused' }],
    [
      'a mode that holds',
      ({ does, mo }) => does(mo, { do: 'mode', mode: { holdAll: true } }),
      { code: 'held' },
    ],
    ['an erasure', ({ house }) => Promise.resolve(house.rooms.startAnew()), { code: 'unavailable' }],
  ];

  it.each(meanwhile)('%s wins over what it says', async (_what, act, expected) => {
    const room = await createHookedRoom(nothing);
    const { house, bo, asked, let: answers, answer, logged } = room;
    bo.say(post('hello', 'p1'));
    await asked('hello');
    await act(room);
    answers('hello');
    if (expected) expect(await answer(bo, 'p1')).toMatchObject(expected);
    await house.services.inquiries.finish();
    await house.settle();
    expect(logged()).toEqual([]);
  });

  it('what somebody said who has gone is published all the same', async () => {
    const { bo, asked, let: answers, comes, logged } = await createHookedRoom(nothing);
    bo.say(post('hello', 'p1'));
    await asked('hello');
    bo.connection.closed(1001);
    answers('hello');
    await comes('the message', () => logged().length > 0);
  });

  it('no more than 64 questions of a room are under way, and no more than 32 acts of a person wait', async () => {
    const { house, bo, hook, comes, answer } = await createHookedRoom(nothing);
    const guests = await Promise.all(
      Array.from({ length: 3 }, (_, index) => house.guest(`Guest no. ${index}`)),
    );
    for (const guest of guests)
      for (let index = 0; index < mostTurns; index++) guest.say(post(`${index}`, `p${index}`));
    await comes('all that may be asked', () => hook.questions.length === mostQuestionsOfRoom);
    bo.say(post('one too many', 'p1'));
    expect(await answer(bo, 'p1')).toMatchObject({ code: 'busy', kind: 'retry' });
    guests[0]!.say(post('of one too many', 'p99'));
    expect(await answer(guests[0]!, 'p99')).toMatchObject({ code: 'busy' });
    expect(hook.questions).toHaveLength(mostQuestionsOfRoom);
  });
});

describe('a room’s own hook', () => {
  it('takes the place of that for all rooms, and may be none', async () => {
    await using general = await startHook(publish);
    await using own = await startHook(publish);
    for (const [hook, counts] of [
      [own.settings(), [0, 1]],
      [false, [0, 1]],
      [undefined, [1, 1]],
    ] as const) {
      const { house, bo } = await createRoom({ hook: general.settings(), rooms: [{ name: 'lob*', hook }] });
      bo.say(post('hello', 'p1'));
      await until('the message', async () => {
        await house.settle();
        return bo.transport.all('accepted').length > 0;
      });
      expect([general.questions.length, own.questions.length]).toEqual(counts);
    }
  });
});
