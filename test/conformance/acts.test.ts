// Section 6: what becomes an entry, and what becomes of it.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom, taken, type Peer } from './peer.ts';

const fireworks = '🎆';

/** Waits until everything said so far is answered, and returns what is in the log. */
async function log(peer: Peer) {
  await peer.pong();
  return (await peer.page({ after: 0 })).entries;
}

describe('drafts', () => {
  it('POST-1 are all answered, each once', async () => {
    using ann = await enter(newRoom());
    const drafts = Array.from({ length: 60 }, (_, index) => ({
      type: 'post',
      draftId: newDraftId(),
      text: index % 4 === 0 ? ' ' : `${index}`,
    }));
    ann.say(...drafts);
    await ann.sees(() => ann.all('accepted').length + ann.all('refused').length === 60 || undefined);
    await ann.pong();
    const answered = [...ann.all('accepted'), ...ann.all('refused')].map(({ draftId }) => draftId);
    expect(answered.sort()).toEqual(drafts.map(({ draftId }) => draftId).sort());
    expect(ann.all('refused')).toHaveLength(15);
  });

  it('POST-3 keeps one message per draft id', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const draft = { type: 'post', draftId: newDraftId(), text: 'once' };
    const seqs = [await ann.act(draft), await ann.act(draft), await ann.act(draft)].map(taken);
    expect(seqs).toEqual([1, 1, 1]);
    // Also of another connection, in one flight with the first, and over all time.
    using tab = await enter(room, { token: ann.welcome.token });
    expect(taken(await tab.act(draft))).toBe(1);
    expect(await log(bo)).toHaveLength(1);
    expect(bo.entries).toHaveLength(1);
  });

  it('POST-3 keeps one entry of every kind per draft id', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('here');
    for (const act of [
      { type: 'edit', ref, text: 'there' },
      { type: 'react', ref, emoji: fireworks, on: true },
      { type: 'post', text: 'answer', replyTo: ref },
    ]) {
      const draft = { ...act, draftId: newDraftId() };
      const seq = taken(await ann.act(draft));
      expect(taken(await ann.act(draft))).toBe(seq);
    }
    expect(await log(ann)).toHaveLength(4);
  });

  it('POST-3 refuses another content or kind under a draft id that is an entry', async () => {
    using ann = await enter(newRoom());
    const draftId = newDraftId();
    const ref = taken(await ann.act({ type: 'post', draftId, text: 'one' }));
    for (const act of [
      { type: 'post', text: 'two' },
      { type: 'post', text: 'one', replyTo: ref },
      { type: 'edit', ref, text: 'one' },
      { type: 'react', ref, emoji: fireworks, on: true },
    ])
      expect(await ann.act({ ...act, draftId })).toMatchObject({ code: 'draft-conflict', kind: 'final' });
    expect(await log(ann)).toHaveLength(1);
  });

  it('POST-3 lets two participants, and two rooms, have the same draft id', async () => {
    const room = newRoom();
    const draft = { type: 'post', draftId: newDraftId(), text: 'mine' };
    using ann = await enter(room);
    using bo = await enter(room);
    using elsewhere = await enter(newRoom(), { token: ann.welcome.token });
    expect([await ann.act(draft), await bo.act(draft), await elsewhere.act(draft)].map(taken)).toEqual([
      1, 2, 1,
    ]);
  });

  it('POST-4 stores a text as it came, but for lone surrogates', async () => {
    const room = newRoom();
    using ann = await enter(room);
    ann.sayText(`{"type":"post","draftId":"${newDraftId()}","text":" a\\ud800b\\udc00\\n "}`);
    expect(await ann.entry(1)).toMatchObject({ text: ' a\ufffdb\ufffd\n ' });
  });

  it('POST-5 may be sent again by another connection that says the token', async () => {
    const room = newRoom();
    const draft = { type: 'post', draftId: newDraftId(), text: 'hello' };
    using ann = await enter(room);
    using bo = await enter(room);
    ann.say(draft);
    await bo.entry(1);
    ann.cut();
    using back = await enter(room, { token: ann.welcome.token });
    expect(taken(await back.act(draft))).toBe(1);
    expect(await log(bo)).toHaveLength(1);
  });

  it('POST-8 of somebody whose token was lost are another’s', async () => {
    const room = newRoom();
    const draft = { type: 'post', draftId: newDraftId(), text: 'hello' };
    using ann = await enter(room);
    taken(await ann.act(draft));
    using back = await enter(room);
    expect(back.welcome.you.id).not.toBe(ann.welcome.you.id);
    expect(taken(await back.act(draft))).toBe(2);
  });
});

describe('acts', () => {
  it.each([{ type: 'edit', text: 'x' }, { type: 'remove' }, { type: 'react', emoji: fireworks, on: true }])(
    'ACT-1 $type needs a message of this room that was not removed',
    async (act) => {
      using ann = await enter(newRoom());
      const message = await ann.post('here');
      const edit = taken(await ann.act({ type: 'edit', ref: message, text: 'there' }));
      const reaction = taken(await ann.act({ type: 'react', ref: message, emoji: '🎈', on: true }));
      const gone = await ann.post('gone');
      const removal = taken(await ann.act({ type: 'remove', ref: gone }));
      for (const ref of [
        edit,
        reaction,
        gone,
        removal,
        removal + 1,
        removal + 1_000,
        Number.MAX_SAFE_INTEGER,
      ])
        expect([ref, await ann.act({ ...act, ref })]).toMatchObject([
          ref,
          { code: 'not-found', kind: 'final' },
        ]);
      expect(await log(ann)).toHaveLength(removal);
      expect(taken(await ann.act({ ...act, ref: message }))).toBe(removal + 1);
    },
  );

  it('ACT-2 lets nobody edit or remove what another wrote', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const ref = await ann.post('mine');
    for (const act of [{ type: 'edit', text: 'yours' }, { type: 'remove' }])
      expect(await bo.act({ ...act, ref })).toMatchObject({ code: 'not-allowed', kind: 'final' });
    using tab = await enter(room, { token: ann.welcome.token });
    taken(await tab.act({ type: 'edit', ref, text: 'still mine' }));
  });

  it('ACT-2 lets no guest pin or put notices', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('mine');
    for (const act of [
      { type: 'pin', ref, on: true },
      { type: 'notice', text: 'Hear!' },
    ])
      expect(await ann.act(act)).toMatchObject({ code: 'not-allowed', kind: 'final' });
  });

  it('ACT-3 replyTo needs an entry that was made before', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('question');
    const gone = await ann.post('gone');
    const removal = taken(await ann.act({ type: 'remove', ref: gone }));
    expect(await ann.act({ type: 'post', text: 'answer', replyTo: removal + 1 })).toMatchObject({
      code: 'not-found',
      kind: 'final',
    });
    for (const replyTo of [ref, gone, removal]) {
      const answer = await ann.post('answer', { replyTo });
      expect(await ann.entry(answer)).toMatchObject({ replyTo });
    }
  });
});

describe('edits', () => {
  it('EDIT-1 have the bounds of a post, and may say the same again', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('same');
    expect(await ann.act({ type: 'edit', ref, text: '' })).toMatchObject({ code: 'text-empty' });
    expect(await ann.act({ type: 'edit', ref, text: 'x'.repeat(2_001) })).toMatchObject({
      code: 'text-too-long',
    });
    expect(taken(await ann.act({ type: 'edit', ref, text: 'same' }))).toBe(2);
    expect(taken(await ann.act({ type: 'edit', ref, text: '🎈'.repeat(2_000) }))).toBe(3);
  });

  it('EDIT-1 change nothing of the message itself', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('one');
    const message = await ann.entry(ref);
    await ann.act({ type: 'edit', ref, text: 'two' });
    using bo = await enter(room);
    expect(bo.welcome.entries[0]).toEqual(message);
    expect(bo.welcome.entries[1]).toMatchObject({ type: 'edit', ref, text: 'two' });
  });
});

describe('removals', () => {
  it('REMOVE-1 are for ever', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('gone');
    taken(await ann.act({ type: 'remove', ref }));
    for (const act of [
      { type: 'edit', text: 'back' },
      { type: 'react', emoji: fireworks, on: true },
      { type: 'remove' },
    ])
      expect(await ann.act({ ...act, ref })).toMatchObject({ code: 'not-found' });
  });

  it('REMOVE-2 empty the message and its edits wherever they are told afterwards', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    const question = await ann.post('a question');
    const ref = await ann.post('my secret', { replyTo: question });
    const edit = taken(await ann.act({ type: 'edit', ref, text: 'my other secret' }));
    const kept = await ann.post('no secret');
    const before = [...ann.entries];
    const removal = taken(await ann.act({ type: 'remove', ref }));
    await ann.entry(removal);

    const { epoch } = ann.welcome;
    using fresh = await enter(room);
    using resumed = await enter(room, { since: { epoch, seq: 0 } });
    await resumed.entry(removal);
    const { entries: older } = await fresh.page({ before: removal });
    const { entries: newer } = await fresh.page({ after: 0 });
    for (const told of [fresh.entries, resumed.entries, older, newer]) {
      expect(JSON.stringify(told)).not.toContain('my ');
      const common = (seq: number) => {
        const { at, draftId, from } = before.find((entry) => entry.seq === seq)!;
        return { seq, at, draftId, from };
      };
      expect(told.find(({ seq }) => seq === ref)).toEqual({
        type: 'message',
        ...common(ref),
        text: '',
        removed: true,
      });
      expect(told.find(({ seq }) => seq === edit)).toEqual({
        type: 'edit',
        ...common(edit),
        ref,
        text: '',
        removed: true,
      });
      expect(told.find(({ seq }) => seq === kept)).toEqual(before.find(({ seq }) => seq === kept));
    }
  });

  it('REMOVE-3 leave a twin under the draft ids of what they emptied', async () => {
    using ann = await enter(newRoom());
    const draft = { type: 'post', draftId: newDraftId(), text: 'gone' };
    const ref = taken(await ann.act(draft));
    const change = { type: 'edit', draftId: newDraftId(), ref, text: 'gone too' };
    const edit = taken(await ann.act(change));
    taken(await ann.act({ type: 'remove', ref }));
    expect(taken(await ann.act(draft))).toBe(ref);
    expect(taken(await ann.act(change))).toBe(edit);
    expect(await log(ann)).toMatchObject([{ text: '' }, { text: '' }, { type: 'removal' }]);
  });

  it('REMOVE-4 and what else is an entry may be sent again though its message is gone', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('gone');
    const reaction = { type: 'react', draftId: newDraftId(), ref, emoji: fireworks, on: true };
    const reacted = taken(await ann.act(reaction));
    const removal = { type: 'remove', draftId: newDraftId(), ref };
    const removed = taken(await ann.act(removal));
    expect(taken(await ann.act(removal))).toBe(removed);
    expect(taken(await ann.act(reaction))).toBe(reacted);
    expect(await log(ann)).toHaveLength(3);
  });
});

describe('reactions', () => {
  it('REACT-1 are one emoji', async () => {
    using ann = await enter(newRoom());
    const ref = await ann.post('here');
    const families = ['🎈', '❤️', '👍🏽', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🇦🇶', '1️⃣', '👩🏾‍❤️‍💋‍👨🏻'];
    for (const emoji of families) taken(await ann.act({ type: 'react', ref, emoji, on: true }));
    for (const emoji of ['x', '1', '🎈🎈', ' 🎈', '🎈\u200d', '🇦', '\ufe0f', '❤', '👍🏽👍', '<b>', '\ud83c'])
      expect([emoji, await ann.act({ type: 'react', ref, emoji, on: true })]).toMatchObject([
        emoji,
        { code: 'emoji-unknown', kind: 'final' },
      ]);
    expect((await log(ann)).slice(1)).toMatchObject(families.map((emoji) => ({ type: 'reaction', emoji })));
  });

  it('REACT-2 may be several, put on again and taken off in vain', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const ref = await ann.post('here');
    const [on, off] = [true, false].map((is) => ({ type: 'react', ref, emoji: fireworks, on: is }));
    const acts = [on!, on!, off!, off!, { ...on!, emoji: '🎈' }];
    for (const act of acts) taken(await bo.act(act));
    expect((await log(ann)).slice(1)).toMatchObject(acts.map(({ emoji, on: is }) => ({ emoji, on: is })));
  });
});
