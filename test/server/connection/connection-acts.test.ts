import { describe, expect, it } from 'vitest';
import { textCharacters } from '../../../protocol/limits.ts';
import type { Entry, ServerMessage } from '../../../protocol/server-messages.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { House, post, type Guest } from '../../support/house.ts';

const edit = (ref: number, text: string, draftId = `edit-${ref}`) => ({ type: 'edit', draftId, ref, text });
const remove = (ref: number, draftId = `remove-${ref}`) => ({ type: 'remove', draftId, ref });
const react = (ref: number, emoji = '🎈', on = true, draftId = `react-${ref}`) => ({
  type: 'react',
  draftId,
  ref,
  emoji,
  on,
});

const kinds = new Set<ServerMessage['type']>(['message', 'edit', 'removal', 'reaction', 'pin', 'notice']);

/** Every entry that a guest was told as a frame of its own. */
const heardBy = ({ transport }: Guest) =>
  transport.messages.filter((message): message is Entry => kinds.has(message.type));

const welcomeOf = ({ transport }: Guest) => transport.all('welcome')[0]!;

/** Two guests; the first has said something as entry 1. */
async function createTalk(text = 'hello') {
  const house = new House();
  const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
  ann.say(post(text, 'first'));
  await house.settle();
  return {
    house,
    ann,
    bo,
    /** Says it, and gives the answers to it. */
    async ask(guest: Guest, ...messages: object[]) {
      const before = guest.transport.messages.length;
      for (const message of messages) guest.say({ ...message });
      await house.settle();
      return guest.transport.messages
        .slice(before)
        .filter((message) => message.type === 'accepted' || message.type === 'refused');
    },
  };
}

describe('a reply', () => {
  it('says what it answers', async () => {
    const { ask, ann, bo } = await createTalk();
    await ask(bo, { ...post('hello yourself', 'd2'), replyTo: 1 });
    expect(heardBy(ann).at(-1)).toMatchObject({
      type: 'message',
      seq: 2,
      text: 'hello yourself',
      replyTo: 1,
    });
  });

  it('may be to what was removed meanwhile: only the words count', async () => {
    const { ask, ann, bo } = await createTalk();
    await ask(ann, remove(1));
    expect(await ask(bo, { ...post('why?'), replyTo: 1 })).toMatchObject([{ type: 'accepted', seq: 3 }]);
  });

  it('to what was never said is refused', async () => {
    const { ask, bo } = await createTalk();
    for (const replyTo of [2, 99])
      expect(await ask(bo, { ...post('what?', `to-${replyTo}`), replyTo })).toMatchObject([
        { type: 'refused', code: 'not-found', kind: 'final' },
      ]);
    expect(heardBy(bo)).toHaveLength(1);
  });
});

describe('an edit', () => {
  it('is accepted with a seq of its own, and told to everyone', async () => {
    const { house, ask, ann, bo } = await createTalk();
    expect(await ask(ann, edit(1, 'hello all', 'd2'))).toEqual([{ type: 'accepted', draftId: 'd2', seq: 2 }]);
    const entry = {
      type: 'edit',
      seq: 2,
      at: house.clock.time(),
      draftId: 'd2',
      from: welcomeOf(ann).you,
      ref: 1,
      text: 'hello all',
    };
    expect(heardBy(bo).at(-1)).toEqual(entry);
    expect(heardBy(ann).at(-1)).toEqual(entry);
  });

  it('leaves the message as it was: who holds both shows the edit', async () => {
    const { house, ask, ann } = await createTalk();
    await ask(ann, edit(1, 'hello all'));
    const cy = await house.guest('Cy');
    expect(welcomeOf(cy).entries).toMatchObject([
      { type: 'message', seq: 1, text: 'hello' },
      { type: 'edit', seq: 2, ref: 1, text: 'hello all' },
    ]);
  });

  it('of somebody else’s message is refused', async () => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(bo, edit(1, 'something else'))).toEqual([
      {
        type: 'refused',
        draftId: 'edit-1',
        code: 'not-allowed',
        kind: 'final',
        sentence: 'That message is somebody else’s. Only its author may do that.',
      },
    ]);
    expect(heardBy(ann)).toHaveLength(1);
  });

  it('of what is no message is refused', async () => {
    const { ask, ann } = await createTalk();
    await ask(ann, edit(1, 'hello all'));
    for (const ref of [2, 3, Number.MAX_SAFE_INTEGER])
      expect(await ask(ann, edit(ref, 'what?'))).toMatchObject([
        {
          code: 'not-found',
          kind: 'final',
          sentence: 'That message is not here any more, so nothing can be done with it.',
        },
      ]);
  });

  it('of a message in another room is refused', async () => {
    const { house, ask, ann } = await createTalk();
    const garden = house.knock(undefined, 'garden');
    garden.say({ type: 'hello', token: welcomeOf(ann).token });
    await house.settle();
    expect(await ask(garden, edit(1, 'what?'))).toMatchObject([{ code: 'not-found' }]);
  });

  it('of a removed message is refused, and one that was taken before is still a twin', async () => {
    const { ask, ann } = await createTalk();
    await ask(ann, edit(1, 'hello all', 'd2'), remove(1));
    expect(await ask(ann, edit(1, 'and again', 'd3'))).toMatchObject([{ code: 'not-found', kind: 'final' }]);
    expect(await ask(ann, edit(1, 'hello all', 'd2'))).toEqual([{ type: 'accepted', draftId: 'd2', seq: 2 }]);
  });

  it('has a text like any other: it must say something, and fit', async () => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(ann, edit(1, ' ', 'd2'), edit(1, 'x'.repeat(textCharacters + 1), 'd3'))).toMatchObject([
      { draftId: 'd2', code: 'text-empty', kind: 'final' },
      { draftId: 'd3', code: 'text-too-long', kind: 'final' },
    ]);
    expect(heardBy(bo)).toHaveLength(1);
    expect(await ask(ann, edit(1, 'x'.repeat(textCharacters), 'd4'))).toMatchObject([{ type: 'accepted' }]);
  });

  it('that is sent again is shown once, and under a used draft id refused', async () => {
    const { ask, ann, bo } = await createTalk();
    await ask(ann, edit(1, 'hello all', 'd2'));
    expect(await ask(ann, edit(1, 'hello all', 'd2'))).toMatchObject([{ type: 'accepted', seq: 2 }]);
    expect(await ask(ann, edit(1, 'something else', 'd2'))).toMatchObject([{ code: 'draft-conflict' }]);
    expect(await ask(ann, edit(1, 'hello', 'first'))).toMatchObject([{ code: 'draft-conflict' }]);
    expect(heardBy(bo)).toHaveLength(2);
  });

  it('by the same participant in another tab is taken', async () => {
    const { house, ask, ann } = await createTalk();
    const otherTab = await house.guest('Anna', { token: welcomeOf(ann).token });
    expect(await ask(otherTab, edit(1, 'hello all'))).toMatchObject([{ type: 'accepted' }]);
  });
});

describe('a removal', () => {
  it('is accepted, and told to everyone as an entry', async () => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(ann, remove(1, 'd2'))).toEqual([{ type: 'accepted', draftId: 'd2', seq: 2 }]);
    expect(heardBy(bo).at(-1)).toMatchObject({ type: 'removal', seq: 2, ref: 1, draftId: 'd2' });
  });

  it('leaves no word for who did not read yet', async () => {
    const { ask, ann, bo } = await createTalk();
    bo.transport.congested = true;
    await ask(ann, post('a secret', 's'), edit(2, 'another secret', 'e'), react(2), remove(2));
    bo.transport.congested = false;
    bo.connection.flush();
    expect(bo.transport.texts.join()).not.toContain('secret');
    expect(heardBy(bo).slice(1)).toMatchObject([
      { type: 'message', seq: 2, text: '', removed: true },
      { type: 'edit', seq: 3, ref: 2, text: '', removed: true },
      { type: 'reaction', seq: 4, ref: 2 },
      { type: 'removal', seq: 5, ref: 2 },
    ]);
  });

  it('leaves no word in welcomes, resumes and pages', async () => {
    const { house, ask, ann, bo } = await createTalk('a secret');
    await ask(ann, edit(1, 'another secret'), remove(1));
    const emptied = [
      { type: 'message', seq: 1, text: '', removed: true },
      { type: 'edit', seq: 2, ref: 1, text: '', removed: true },
      { type: 'removal', seq: 3, ref: 1 },
    ];
    const fresh = await house.guest('Cy');
    expect(welcomeOf(fresh).entries).toMatchObject(emptied);
    const resumed = await house.guest('Di', { since: { epoch: house.log.epoch, seq: 0 } });
    expect(heardBy(resumed)).toMatchObject(emptied);
    bo.say({ type: 'history', before: 3, limit: 100 });
    await house.settle();
    expect(bo.transport.all('page')).toMatchObject([{ entries: emptied.slice(0, 2) }]);
    for (const { transport } of [fresh, resumed]) expect(transport.texts.join()).not.toContain('secret');
  });

  it('leaves no word in a room that is loaded later', async () => {
    const { house, ask, ann, bo } = await createTalk('a secret');
    await ask(ann, remove(1));
    for (const { connection } of [ann, bo]) connection.closed(1001);
    house.clock.advance(60_000);
    const cy = await house.guest('Cy');
    expect(welcomeOf(cy).entries).toMatchObject([{ seq: 1, text: '', removed: true }, { type: 'removal' }]);
  });

  it('leaves no word in a room that is being loaded meanwhile', async () => {
    const { house, ann, bo } = await createTalk('a secret');
    house.log.hold();
    ann.say(remove(1));
    await house.settle();
    for (const { connection } of [ann, bo]) connection.closed(1001);
    house.clock.advance(60_000);
    house.log.holdReads();
    const cy = house.knock();
    cy.say({ type: 'hello', name: 'Cy' });
    await house.settle();
    house.log.release();
    await house.settle();
    house.log.releaseReads();
    await house.settle();
    expect(cy.transport.texts.join()).not.toContain('secret');
    expect(welcomeOf(cy).entries).toMatchObject([{ seq: 1, text: '', removed: true }, { type: 'removal' }]);
  });

  it('of a message that left the ring is told, and its page is empty', async () => {
    const { house, ask, ann, bo } = await createTalk('a secret');
    await ask(ann, ...Array.from({ length: ringEntries }, (_, index) => post(`${index}`)));
    await ask(ann, remove(1));
    expect(heardBy(bo).at(-1)).toMatchObject({ type: 'removal', ref: 1 });
    const pages = bo.transport.all('page').length;
    bo.say({ type: 'history', before: 2, limit: 1 });
    await house.settle();
    expect(bo.transport.all('page').slice(pages)).toMatchObject([{ entries: [{ seq: 1, removed: true }] }]);
  });

  it('that is sent again is the same one', async () => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(ann, remove(1, 'd2'), remove(1, 'd2'))).toMatchObject([{ seq: 2 }, { seq: 2 }]);
    expect(await ask(ann, remove(1, 'd2'))).toEqual([{ type: 'accepted', draftId: 'd2', seq: 2 }]);
    expect(heardBy(bo)).toHaveLength(2);
  });

  it('of what was removed already is refused', async () => {
    const { ask, ann } = await createTalk();
    expect(await ask(ann, remove(1, 'd2'), remove(1, 'd3'))).toMatchObject([
      { type: 'accepted', seq: 2 },
      { type: 'refused', draftId: 'd3', code: 'not-found', kind: 'final' },
    ]);
  });

  it('makes a twin of the emptied message when that is sent again', async () => {
    const { ask, ann, bo } = await createTalk('a secret');
    await ask(ann, remove(1));
    expect(await ask(ann, post('a secret', 'first'))).toEqual([
      { type: 'accepted', draftId: 'first', seq: 1 },
    ]);
    expect(heardBy(bo)).toHaveLength(2);
  });

  it('of somebody else’s message is refused, and the message stays', async () => {
    const { house, ask, bo } = await createTalk();
    expect(await ask(bo, remove(1))).toMatchObject([{ code: 'not-allowed', kind: 'final' }]);
    const cy = await house.guest('Cy');
    expect(welcomeOf(cy).entries).toMatchObject([{ type: 'message', text: 'hello' }]);
  });

  it('of what is no message is refused', async () => {
    const { ask, ann } = await createTalk();
    await ask(ann, edit(1, 'hello all'));
    for (const ref of [2, 99]) expect(await ask(ann, remove(ref))).toMatchObject([{ code: 'not-found' }]);
  });
});

describe('a reaction', () => {
  it('is put on anybody’s message, and taken off again', async () => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(bo, react(1, '👍🏽'))).toMatchObject([{ type: 'accepted', seq: 2 }]);
    expect(await ask(ann, react(1, '❤️', false))).toMatchObject([{ type: 'accepted', seq: 3 }]);
    expect(heardBy(ann).slice(1)).toMatchObject([
      { type: 'reaction', ref: 1, emoji: '👍🏽', on: true, from: { name: 'Bo' } },
      { type: 'reaction', ref: 1, emoji: '❤️', on: false, from: { name: 'Ann' } },
    ]);
  });

  it.each(['x', '👍👍', ':balloon:', ' '])('of %j, which is not one emoji, is refused', async (emoji) => {
    const { ask, ann, bo } = await createTalk();
    expect(await ask(bo, react(1, emoji))).toMatchObject([
      { type: 'refused', draftId: 'react-1', code: 'emoji-unknown', kind: 'final' },
    ]);
    expect(heardBy(ann)).toHaveLength(1);
  });

  it('on what is no message, or is none any more, is refused', async () => {
    const { ask, ann, bo } = await createTalk();
    await ask(ann, remove(1));
    for (const ref of [1, 2, 99])
      expect(await ask(bo, react(ref))).toMatchObject([{ code: 'not-found', kind: 'final' }]);
  });
});

describe('a guest', () => {
  it.each([
    { type: 'pin', draftId: 'd2', ref: 1, on: true },
    { type: 'notice', draftId: 'd2', text: 'I keep this room' },
  ])('may not $type', async (act) => {
    const { house, ask, ann, bo } = await createTalk();
    expect(await ask(ann, act)).toEqual([
      {
        type: 'refused',
        draftId: 'd2',
        code: 'not-allowed',
        kind: 'final',
        sentence: 'Only those who keep this room may do that. Ask one of them.',
      },
    ]);
    expect(heardBy(bo)).toHaveLength(1);
    expect(house.telemetry.told).toContain('refused lobby Ann not-allowed');
  });
});

describe('all acts', () => {
  it('are one order with one count', async () => {
    const { ask, ann, bo } = await createTalk();
    await ask(ann, edit(1, 'hello all'), react(1), post('more', 'd4'), remove(1));
    await ask(bo, { ...post('a reply', 'd6'), replyTo: 4 });
    expect(heardBy(bo).map(({ type, seq }) => [seq, type])).toEqual([
      [1, 'message'],
      [2, 'edit'],
      [3, 'reaction'],
      [4, 'message'],
      [5, 'removal'],
      [6, 'message'],
    ]);
    expect(heardBy(ann)).toEqual(heardBy(bo));
  });

  it('count for the rate', async () => {
    const house = new House({ posts: { burst: 2, perSecond: 0.001 } });
    const ann = await house.guest();
    ann.say(post('one'), react(1), react(1, '🎈', false, 'again'));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([
      { draftId: 'again', code: 'rate-limited', kind: 'retry' },
    ]);
  });

  it('are told to telemetry only where they say something new', async () => {
    const { house, ask, ann } = await createTalk();
    await ask(ann, edit(1, 'a secret'), react(1), remove(1), post('hello', 'first'));
    expect(house.telemetry.told.filter((line) => line.startsWith('posted'))).toEqual([
      'posted lobby Ann 1 hello',
    ]);
  });
});

describe('a plain client', () => {
  it('hears messages and nothing of what is done with them', async () => {
    const { house, ask, ann } = await createTalk();
    const plain = house.knock(dialectPlain);
    await house.settle();
    await ask(ann, post('hello shell', 'd2'), react(2), edit(2, 'hello, shell'), {
      type: 'typing',
      on: true,
    });
    await ask(ann, post('bye', 'd5'));
    house.clock.advance(5_000);
    expect(plain.transport.texts).toEqual(['hello shell', 'bye']);
  });

  it('hears nothing of what was removed before it read', async () => {
    const { house, ask, ann } = await createTalk();
    const plain = house.knock(dialectPlain);
    await house.settle();
    plain.transport.congested = true;
    await ask(ann, post('a secret', 'd2'), remove(2), post('bye', 'd4'));
    plain.transport.congested = false;
    plain.connection.flush();
    expect(plain.transport.texts).toEqual(['bye']);
  });

  it('may not be edited by anybody, and hears the sentence for what it may not', async () => {
    const { house, ask, ann } = await createTalk();
    const plain = house.knock(dialectPlain);
    await house.settle();
    plain.connection.receive('hi from the shell');
    await house.settle();
    expect(await ask(ann, edit(2, 'what?'))).toMatchObject([{ code: 'not-allowed' }]);
    expect(heardBy(ann).at(-1)).toMatchObject({ type: 'message', seq: 2, text: 'hi from the shell' });
  });
});
