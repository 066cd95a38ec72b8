// Section 5: entries and their seqs.
import { describe, expect, it } from 'vitest';
import { enter, newDraftId, newRoom } from './peer.ts';

const odd = '“quotes” \\ " </script> \u2028 \u0000 \u202e مرحبا 👩‍🚀 \r\n\ttab {"type":"message"}';

describe('entries', () => {
  it('ENTRY-1 are counted 1, 2, 3… over all kinds, the same for everyone', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    using bo = await enter(room, { name: 'Bo' });
    const first = await ann.post('one');
    await bo.post('two', { replyTo: first });
    await ann.act({ type: 'edit', ref: first, text: 'one!' });
    await bo.act({ type: 'react', ref: first, emoji: '👍🏽', on: true });
    const last = await ann.post('three');
    await ann.act({ type: 'remove', ref: last });
    await Promise.all([ann.entry(6), bo.entry(6)]);
    const [a, b] = [ann.welcome.you, bo.welcome.you];
    expect(bo.entries).toMatchObject([
      { type: 'message', seq: 1, from: a, text: 'one' },
      { type: 'message', seq: 2, from: b, text: 'two', replyTo: 1 },
      { type: 'edit', seq: 3, from: a, ref: 1, text: 'one!' },
      { type: 'reaction', seq: 4, from: b, ref: 1, emoji: '👍🏽', on: true },
      { type: 'message', seq: 5, from: a },
      { type: 'removal', seq: 6, from: a, ref: 5 },
    ]);
    using cy = await enter(room);
    expect(cy.welcome.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('ENTRY-1 of a room are not counted in another', async () => {
    using ann = await enter(newRoom());
    using bo = await enter(newRoom());
    expect([await ann.post('a'), await bo.post('b'), await ann.post('c')]).toEqual([1, 1, 2]);
  });

  it('ENTRY-2 are counted from head by who holds none', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await ann.post('one');
    using bo = await enter(room, { history: 0 });
    expect(bo.welcome).toMatchObject({ head: 1, entries: [] });
    await ann.post('two');
    expect((await bo.hears('message')).seq).toBe(bo.welcome.head + 1);
  });

  it('ENTRY-4 that were told are in the log', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    for (let count = 1; count <= 20; count++) {
      void ann.post(`${count}`);
      const told = await bo.entry(count);
      expect((await bo.page({ after: count - 1, limit: 1 })).entries).toEqual([told]);
    }
  });

  it('ENTRY-5 come as the same bytes to everyone, the author too', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    const seq = await ann.post(odd);
    await Promise.all([ann.entry(seq), bo.entry(seq)]);
    const bytes = (texts: readonly string[]) => texts.filter((text) => text.startsWith('{"type":"message"'));
    expect(bytes(ann.texts)).toEqual(bytes(bo.texts));
    expect(bytes(ann.texts)).toHaveLength(1);
  });

  it('ENTRY-6 hold any text as it was written', async () => {
    const room = newRoom();
    using ann = await enter(room);
    await ann.post(odd);
    using bo = await enter(room);
    expect(bo.entries).toMatchObject([{ text: odd }]);
  });

  it('ENTRY-8 come several in a frame to who takes them so, each as it would be alone', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room, { batches: true });
    using cy = await enter(room);
    const posts = Array.from({ length: 10 }, (_, index) => `${index}`);
    ann.say(...posts.map((text) => ({ type: 'post', draftId: newDraftId(), text })));
    await Promise.all([bo.entry(posts.length), cy.entry(posts.length)]);
    expect(bo.entries).toEqual(cy.entries);
    const batches = bo.all('entries');
    expect(batches).not.toEqual([]);
    for (const { entries } of batches) expect(entries.length).toBeGreaterThan(1);
    expect(cy.all('entries')).toEqual([]);
  });
});
