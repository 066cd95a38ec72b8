// Polls: what becomes of a question, of votes and of their end, over real rooms.
import { describe, expect, it } from 'vitest';
import { mostOptions, optionCharacters, textCharacters } from '../../../protocol/limits.ts';
import type { Entry } from '../../../protocol/server-messages.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import type { Guest, HouseOptions } from '../../support/house.ts';
import { createRoom, idOf } from '../../support/kept-room.ts';

const poll = (rest: object = {}) => ({ type: 'poll', text: 'Tea?', options: ['Yes', 'No'], ...rest });
const vote = (option?: number, ref = 1) => ({ type: 'vote', ref, ...(option !== undefined && { option }) });
const end = { type: 'end-poll', ref: 1 };
const ended = { code: 'poll-ended', kind: 'final', sentence: 'That poll is over: it takes no more votes.' };

/** A room in which a moderator has asked something, as entry 1. */
async function asked(settings: HouseOptions['settings'] = {}, question: object = {}) {
  const room = await createRoom(settings);
  await room.ask(room.mo, poll(question));
  return room;
}

const isEntry = (message: object): message is Entry => 'seq' in message && 'at' in message;
const heardBy = ({ transport }: Guest) => (transport.messages as object[]).filter(isEntry);

describe('a poll', () => {
  it('is a message that has answers, told to everyone', async () => {
    const { bo, mo } = await asked();
    expect(heardBy(bo)).toMatchObject([{ type: 'message', seq: 1, text: 'Tea?', options: ['Yes', 'No'] }]);
    expect(heardBy(mo)).toEqual(heardBy(bo));
  });

  it('is not for everybody to hold', async () => {
    const { ask, bo } = await createRoom();
    expect(await ask(bo, poll())).toMatchObject([{ code: 'not-allowed' }]);
  });

  it.each([
    [{ text: ' ' }, 'text-empty'],
    [{ text: 'x'.repeat(textCharacters + 1) }, 'text-too-long'],
    [{ options: ['Yes', ' \u200b'] }, 'text-empty'],
    [{ options: ['Yes', '🎈'.repeat(optionCharacters + 1)] }, 'text-too-long'],
  ])('is refused with a sentence where it says too little or too much: %j', async (rest, code) => {
    const { ask, mo } = await createRoom();
    const [refused] = await ask(mo, poll(rest));
    expect(refused).toMatchObject({ code, kind: 'final', sentence: expect.any(String) as string });
  });

  it('may be as long as the limits are', async () => {
    const { ask, mo } = await createRoom();
    const options = Array.from({ length: mostOptions }, () => '🎈'.repeat(optionCharacters));
    expect(await ask(mo, poll({ text: 'x'.repeat(textCharacters), options }))).toMatchObject([
      { type: 'accepted' },
    ]);
  });

  it('mends half characters in all that it says', async () => {
    const { bo } = await asked({}, { text: 'a\ud800', options: ['b\udc00', 'No'] });
    expect(heardBy(bo)).toMatchObject([{ text: 'a\ufffd', options: ['b\ufffd', 'No'] }]);
  });

  it('passes the rules with each of its answers', async () => {
    const words = { block: ['casino'], mask: ['darn'], hold: ['lawyer'] };
    const { ask, bo, house } = await createRoom({ permissions: { poll: 'guest' }, rules: { words } });
    const options = (...all: string[]) => poll({ options: all });
    expect(await ask(bo, options('Yes', 'To the casino'))).toMatchObject([{ code: 'word-blocked' }]);
    expect(await ask(bo, options('Yes', 'My lawyer'))).toMatchObject([{ code: 'held' }]);
    expect(await ask(bo, options('Darn', 'No'))).toMatchObject([{ type: 'accepted' }]);
    expect(heardBy(bo)).toMatchObject([{ text: 'Tea?', options: ['••••', 'No'] }]);
    expect(JSON.stringify([...house.log.rooms])).not.toMatch(/casino|lawyer|Darn/);
  });

  it('is no repeat of itself by its answers, but of a question that was asked before', async () => {
    const rules = { repeats: { times: 1, withinSeconds: 60 } };
    const { ask, say, bo } = await createRoom({ permissions: { poll: 'guest' }, rules });
    await say(bo, 'Yes');
    expect(await ask(bo, poll())).toMatchObject([{ type: 'accepted' }]);
    expect(await ask(bo, poll({ options: ['Maybe', 'Never'] }))).toMatchObject([{ code: 'repeated' }]);
  });

  it('waits with its answers, and is let in with them', async () => {
    const { ask, does, bo, mo } = await createRoom({ permissions: { poll: 'guest' } });
    await does(mo, { do: 'mode', mode: { holdAll: true } });
    await ask(bo, { ...poll(), draftId: 'p' });
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject([
      { held: [{ draftId: 'p', text: 'Tea?', options: ['Yes', 'No'] }] },
    ]);
    await does(mo, { do: 'approve', who: idOf(bo), held: 'p' });
    expect(heardBy(bo)).toMatchObject([{ type: 'message', options: ['Yes', 'No'] }]);
  });

  it('is slowed and kept to emoji as a message is', async () => {
    const { ask, does, bo, mo } = await createRoom({ permissions: { poll: 'guest' } });
    await does(mo, { do: 'mode', mode: { emojiOnly: true } });
    expect(await ask(bo, poll({ text: '🍵' }))).toMatchObject([{ code: 'emoji-only' }]);
    expect(await ask(bo, poll({ text: '🍵', options: ['👍', '👎'] }))).toMatchObject([{ type: 'accepted' }]);
    await does(mo, { do: 'mode', mode: { slowSeconds: 30 } });
    expect(await ask(bo, poll())).toMatchObject([{ type: 'accepted' }]);
    expect(await ask(bo, poll({ text: 'Coffee?' }))).toMatchObject([{ code: 'slow-mode' }]);
  });

  it('is not edited: what was voted on stays', async () => {
    const { ask, mo, bo } = await asked();
    expect(await ask(mo, { type: 'edit', ref: 1, text: 'No tea?' })).toMatchObject([
      {
        code: 'not-allowed',
        kind: 'final',
        sentence: 'A poll stays as it was asked. Take it back, and ask anew.',
      },
    ]);
    expect(heardBy(bo)).toHaveLength(1);
  });

  it('is told to a plain client with its answers', async () => {
    const { house, ask, mo } = await createRoom();
    const plain = house.knock(dialectPlain);
    await house.settle();
    await ask(mo, poll());
    expect(plain.transport.texts).toEqual(['Tea?\nYes\nNo']);
  });

  it('leaves nothing when it is removed, and comes back open, with its answers, when that is undone', async () => {
    const { ask, does, house, bo, mo } = await asked({ permissions: { poll: 'guest' } });
    await ask(bo, poll({ text: 'Coffee?', options: ['Black', 'White'] }));
    await ask(mo, { type: 'vote', ref: 2, option: 1 });
    await ask(bo, { type: 'end-poll', ref: 2 });
    await ask(mo, { type: 'remove', ref: 2, draftId: 'r' });
    expect(JSON.stringify([...house.log.rooms])).not.toMatch(/Coffee|Black/);
    expect(await ask(bo, vote(0, 2))).toMatchObject([{ code: 'not-found' }]);
    await does(mo, { do: 'undo', of: 'r' });
    expect(heardBy(bo).at(-1)).toMatchObject({
      type: 'edit',
      ref: 2,
      text: 'Coffee?',
      options: ['Black', 'White'],
      restored: true,
    });
    expect(await ask(bo, vote(0, 2))).toMatchObject([{ type: 'accepted' }]);
  });
});

describe('a vote', () => {
  it('is told to everyone, and so is its taking back', async () => {
    const { ask, bo, mo } = await asked();
    for (const option of [1, 0, undefined]) await ask(bo, vote(option));
    const [, ...votes] = heardBy(mo);
    expect(votes).toMatchObject([
      { type: 'vote', seq: 2, from: { id: idOf(bo) }, ref: 1, option: 1 },
      { type: 'vote', seq: 3, ref: 1, option: 0 },
      { type: 'vote', seq: 4, ref: 1 },
    ]);
    expect(votes.at(-1)).not.toHaveProperty('option');
  });

  it.each([vote(2), vote(0, 2), vote(0, 99)])('for what is not there is refused: %j', async (one) => {
    const { ask, say, bo } = await asked();
    await say(bo, 'no poll');
    expect(await ask(bo, one)).toMatchObject([{ code: 'not-found', kind: 'final' }]);
  });

  it.each([{ readOnly: true }, { membersOnly: true }, { paused: {} }])(
    'is refused where a reaction is, in a room that is %j',
    async (mode) => {
      const { ask, does, say, bo, mo } = await asked();
      await say(bo, 'hello');
      await does(mo, { do: 'mode', mode });
      const [one] = await ask(bo, vote(0));
      const [other] = await ask(bo, { type: 'react', ref: 2, emoji: '🎈', on: true });
      expect(one).toMatchObject({ type: 'refused' });
      expect({ ...one, draftId: '' }).toEqual({ ...other, draftId: '' });
    },
  );

  it.each([{ emojiOnly: true }, { slowSeconds: 60 }, { holdAll: true }])(
    'is taken in a room that is %j',
    async (mode) => {
      const { ask, does, bo, mo } = await asked();
      await does(mo, { do: 'mode', mode });
      expect(await ask(bo, vote(0))).toMatchObject([{ type: 'accepted' }]);
    },
  );

  it('of who is muted without being told is seen by nobody', async () => {
    const { ask, does, bo, mo } = await asked();
    await does(mo, { do: 'mute', who: idOf(bo), shadow: true });
    expect(await ask(bo, vote(0))).toMatchObject([{ type: 'accepted' }]);
    expect(heardBy(mo)).toHaveLength(1);
  });
});

describe('the end of a poll', () => {
  it('is told, and no vote is taken after it', async () => {
    const { ask, bo, mo } = await asked();
    await ask(bo, { ...vote(0), draftId: 'before' });
    expect(await ask(mo, end)).toMatchObject([{ type: 'accepted', seq: 3 }]);
    expect(heardBy(bo).at(-1)).toMatchObject({ type: 'poll-end', ref: 1 });
    expect(await ask(bo, vote(1))).toMatchObject([ended]);
    expect(await ask(mo, end)).toMatchObject([ended]);
    // Sent again it is answered as it was the first time.
    expect(await ask(bo, { ...vote(0), draftId: 'before' })).toMatchObject([{ type: 'accepted', seq: 2 }]);
  });

  it('leaves the poll as it was told: who comes later hears of the end by its own entry', async () => {
    const { house, ask, mo } = await asked();
    await ask(mo, end);
    const cy = await house.guest('Cy');
    const { entries } = cy.transport.all('welcome')[0]!;
    expect(entries).toMatchObject([{ type: 'message' }, { type: 'poll-end' }]);
    expect(entries[0]).not.toHaveProperty('ended');
  });

  it('is for who may take the poll back: its author, and moderators of those below them', async () => {
    const { house, ask, bo, mo } = await asked({ permissions: { poll: 'guest' } });
    await ask(bo, poll({ text: 'Coffee?' }));
    expect(await ask(bo, end)).toMatchObject([{ code: 'not-allowed' }]);
    const other = await house.person('moderator', 'Max', {}, '192.0.2.8');
    expect(await ask(other, end)).toMatchObject([{ code: 'not-allowed' }]);
    expect(await ask(other, { ...end, ref: 2 })).toMatchObject([{ type: 'accepted' }]);
    expect(await ask(mo, end)).toMatchObject([{ type: 'accepted' }]);
  });
});
