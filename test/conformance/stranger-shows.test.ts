// Section 7, tried on the client that was written from the specification alone.
import { describe, expect, it } from 'vitest';
import { fold, type MessageLine } from './fold.ts';
import { enter, newRoom, react, taken, wholeLog } from './peer.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

const [balloon, thumb] = ['🎈', '👍🏽'] as const;

describe.runIf(hasPython)('what the stranger shows', () => {
  it('FOLD-1 is messages in their order, and no line for what changes them', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('one');
    await react(ann, ref, balloon);
    const last = await ann.post('two');
    const view = await stranger.shows((shown) => shown.last === last);
    expect(view.lines).toMatchObject([
      { type: 'message', seq: 1, text: 'one', from: ann.welcome.you.id },
      { type: 'message', seq: 3, text: 'two' },
    ]);
  });

  it('FOLD-2 is the newest edit', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('one');
    await ann.post('other');
    for (const text of ['two', 'three']) taken(await ann.act({ type: 'edit', ref, text }));
    const { lines } = await stranger.shows((shown) => shown.last === 4);
    expect(lines).toMatchObject([
      { text: 'three', edited: true },
      { text: 'other', edited: false },
    ]);
  });

  it('FOLD-3 is nothing of a removed message, whether it was seen before or not', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const question = await ann.post('question');
    using early = await strangerIn(room);
    const ref = await ann.post('my secret', { replyTo: question });
    taken(await ann.act({ type: 'edit', ref, text: 'my other secret' }));
    await react(ann, ref, balloon);
    await early.shows((shown) => shown.last === 4);
    taken(await ann.act({ type: 'remove', ref }));
    using late = await strangerIn(room);
    for (const stranger of [early, late]) {
      const { lines } = await stranger.shows((shown) => shown.last === 5);
      expect(lines[1]).toEqual({
        type: 'message',
        seq: ref,
        from: ann.welcome.you.id,
        text: '',
        replyTo: null,
        edited: false,
        pinned: false,
        removed: true,
        reactions: [],
      });
    }
  });

  it('FOLD-4 is the emoji that are on, in the order in which they came on', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('here');
    const [a, b] = [ann.welcome.you.id, bo.welcome.you.id];
    const reactions = async () => {
      const last = await ann.post('more');
      const { lines } = await stranger.shows((shown) => shown.last === last);
      return (lines[0] as MessageLine).reactions;
    };
    await react(ann, ref, balloon);
    await react(bo, ref, thumb);
    await react(bo, ref, balloon);
    await react(bo, ref, balloon);
    await react(ann, ref, '🎆', false);
    expect(await reactions()).toEqual([
      [balloon, [a, b]],
      [thumb, [b]],
    ]);
    await react(ann, ref, balloon, false);
    expect(await reactions()).toEqual([
      [balloon, [b]],
      [thumb, [b]],
    ]);
    await react(bo, ref, balloon, false);
    await react(ann, ref, balloon);
    expect(await reactions()).toEqual([
      [thumb, [b]],
      [balloon, [a]],
    ]);
  });

  it('FOLD-6 is what came before its message was loaded', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('one');
    for (let count = 0; count < 120; count++) await ann.post(`${count}`);
    taken(await ann.act({ type: 'edit', ref, text: 'two' }));
    await react(ann, ref, balloon);
    using stranger = await strangerIn(room);
    let view = await stranger.view();
    expect(view).toMatchObject({ more: true, last: 123 });
    while (view.more) {
      const { first } = view;
      stranger.do('older');
      view = await stranger.shows((shown) => shown.first < first);
    }
    expect(view.lines[0]).toMatchObject({ text: 'two', reactions: [[balloon, [ann.welcome.you.id]]] });
    expect(view.lines).toEqual(fold(await wholeLog(ann)));
  });

  it('FOLD-7 is what a message answers', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const question = await ann.post('question');
    const answer = await ann.post('answer', { replyTo: question });
    const { lines } = await stranger.shows((shown) => shown.last === answer);
    expect(lines).toMatchObject([{ replyTo: null }, { replyTo: question }]);
  });
});
