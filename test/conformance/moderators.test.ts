// Section 22, and what of sections 5 to 7 comes of it: those who keep a room, and whom it concerns.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { asks, does, keptServer, pageRoom, type KeptServer } from './kept-server.ts';
import { isPointed } from './own-server.ts';
import { enter, newDraftId, Peer, react, taken, wholeLog } from './peer.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

describe.skipIf(isPointed)('those who keep a room', () => {
  let server: KeptServer;

  beforeAll(async () => {
    server = await keptServer(
      '--rules={"words":{"hold":["lawyer"]}}',
      '--shield={"auto":false}',
      ...['--post-burst=1000', '--posts-per-second=1000'],
    );
  });

  afterAll(() => server[Symbol.asyncDispose]());

  /** A room with a moderator and two guests; it ends with the test. */
  async function createRoom() {
    const room = pageRoom();
    const [mo, ann, bo] = [
      await server.person(room, 'moderator', 'Mo'),
      await enter(room, { name: 'Ann' }, server),
      await enter(room, { name: 'Bo' }, server),
    ];
    return {
      room,
      mo,
      ann,
      bo,
      boId: bo.welcome.you.id,
      come: (hello: object = {}) => enter(room, hello, server),
      [Symbol.dispose]() {
        for (const who of [mo, ann, bo]) who.cut();
      },
    };
  }

  it.runIf(hasPython)('FOLD-5 show a message as pinned for as long as the newest pin is on', async () => {
    using stage = await createRoom();
    const { room, mo, bo } = stage;
    using stranger = await strangerIn(room, server.url);
    const ref = await bo.post('keep this');
    for (const on of [true, false]) {
      const seq = taken(await mo.act({ type: 'pin', ref, on }));
      const { lines } = await stranger.shows((view) => view.last === seq);
      expect(lines).toMatchObject([{ seq: ref, pinned: on }]);
    }
  });

  it.runIf(hasPython)(
    'FOLD-9 start a message anew that is restored, whether its removal was seen or not',
    async () => {
      using stage = await createRoom();
      const { room, mo, ann, bo } = stage;
      using early = await strangerIn(room, server.url);
      const ref = await bo.post('one');
      taken(await bo.act({ type: 'edit', ref, text: 'two' }));
      await react(ann, ref, '🎈');
      taken(await mo.act({ type: 'pin', ref, on: true }));
      taken(await mo.act({ type: 'remove', draftId: 'gone', ref }));
      await does(mo, { do: 'undo', of: 'gone' });
      const last = await react(ann, ref, '🎆');
      using late = await strangerIn(room, server.url);
      const line = {
        ...{ type: 'message', seq: ref, from: bo.welcome.you.id, text: 'two', replyTo: null },
        ...{ edited: false, pinned: false, removed: false, reactions: [['🎆', [ann.welcome.you.id]]] },
      };
      for (const stranger of [early, late])
        expect((await stranger.shows((view) => view.last === last)).lines).toEqual([line]);
      expect(fold(await wholeLog(ann))).toEqual([line]);
    },
  );

  it('HOLD-2 turn down what waits, and its author is told so unasked', async () => {
    using stage = await createRoom();
    const { mo, ann, bo, boId } = stage;
    const draftId = newDraftId();
    expect(await bo.act({ type: 'post', draftId, text: 'my lawyer' })).toMatchObject({ code: 'held' });
    const past = bo.texts.length;
    await does(mo, { do: 'decline', who: boId, held: draftId });
    await bo.hears('refused', (told) => told.draftId === draftId && told.code === 'declined', past);
    expect(await asks(mo, { do: 'approve', who: boId, held: draftId })).toMatchObject({ code: 'not-found' });
    expect(await ann.post('first')).toBe(1);
  });

  it.each([
    [{ readOnly: true }, 'hello', 'read-only'],
    [{ membersOnly: true }, 'hello', 'members-only'],
    [{ emojiOnly: true }, 'hello', 'emoji-only'],
    [{ paused: { message: 'Lunch.', forMs: 60_000 } }, 'hello', 'paused'],
    [{ slowSeconds: 60 }, 'hello', 'slow-mode'],
    [{ holdAll: true }, 'hello', 'held'],
  ])('MODE-2 keep it so that %j makes of “%s”: %s', async (mode, text, code) => {
    using stage = await createRoom();
    const { mo, bo } = stage;
    const ref = await bo.post('before');
    await does(mo, { do: 'mode', mode });
    await bo.hears('mode');
    if (code === 'slow-mode') await bo.post('the one that may go');
    expect(await bo.act({ type: 'post', text })).toMatchObject({ code });
    // It binds neither those who keep the room, nor who takes back what is theirs.
    for (let count = 0; count < 2; count++) await mo.post(text);
    taken(await bo.act({ type: 'remove', ref }));
  });

  it('STAND-1 mute: who is muted reads, and takes back what is theirs', async () => {
    using stage = await createRoom();
    const { mo, ann, bo, boId } = stage;
    const ref = await bo.post('mine');
    await does(mo, { do: 'mute', who: boId, forMs: 60_000 });
    const refused = await bo.act({ type: 'post', text: 'more' });
    expect(refused).toMatchObject({ code: 'muted', kind: 'retry' });
    expect(await asks(bo, { do: 'kick', who: ann.welcome.you.id })).toMatchObject({ code: 'muted' });
    bo.say({ type: 'rename', name: 'Bob' }, { type: 'typing', on: true });
    expect((await bo.hears('renamed')).you.name).toBe('Bo');
    taken(await bo.act({ type: 'remove', ref }));
    const seq = await mo.post('read this');
    expect(await bo.entry(seq)).toMatchObject({ text: 'read this' });
    await does(mo, { do: 'unmute', who: boId });
    await bo.post('back');
    expect(ann.all('typing').filter(({ who }) => who.length > 0)).toEqual([]);
  });

  it('STAND-2 ban: every connection ends, none begins, and what waits is let go', async () => {
    using stage = await createRoom();
    const { room, mo, ann, bo, boId, come } = stage;
    const { token } = bo.welcome;
    using tab = await come({ token });
    await bo.act({ type: 'post', draftId: 'waits', text: 'my lawyer' });
    await does(mo, { do: 'ban', who: boId });
    for (const who of [bo, tab]) expect((await who.closed).code).toBe(4011);
    using again = new Peer(`/rooms/${room}`, server);
    again.say({ type: 'hello', token }, { type: 'post', draftId: 'late', text: 'late' });
    expect((await again.closed).code).toBe(4011);
    expect(again.all('welcome')).toEqual([]);
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject({ held: [] });
    expect(await ann.post('first')).toBe(1);
    await does(mo, { do: 'unban', who: boId });
    using back = await come({ token });
    await back.post('back');
  });

  it('STAND-3 mute in the shadow: it is accepted, and nobody sees it', async () => {
    using stage = await createRoom();
    const { mo, ann, bo, boId } = stage;
    await does(mo, { do: 'mute', who: boId, shadow: true });
    expect(await bo.post('unseen')).toBe(Number.MAX_SAFE_INTEGER);
    expect(await ann.post('first')).toBe(1);
    await bo.entry(1);
    for (const who of [mo, ann, bo]) expect(who.texts.join()).not.toContain('unseen');
  });

  it('WAIT-1 are told how much waits, and nobody else is', async () => {
    using stage = await createRoom();
    const { room, mo, ann, bo, boId } = stage;
    expect(mo.welcome).not.toHaveProperty('waiting');
    await bo.act({ type: 'post', draftId: 'waits', text: 'my lawyer' });
    await mo.hears('waiting', ({ held, reports }) => held === 1 && reports === 0);
    const ref = await bo.post('bad');
    ann.say({ type: 'report', draftId: newDraftId(), ref, reason: 'spam' });
    await mo.hears('waiting', ({ held, reports }) => held === 1 && reports === 1);
    using other = await server.person(room, 'moderator', 'Other');
    expect(other.welcome.waiting).toEqual({ held: 1, reports: 1 });
    await does(mo, { do: 'approve', who: boId, held: 'waits' });
    await other.hears('waiting', ({ held }) => held === 0);
    for (const who of [ann, bo]) {
      await who.pong();
      expect([who.welcome.waiting, who.all('waiting')]).toEqual([undefined, []]);
    }
  });

  it('MOD-2 take back many messages by removals, one for each', async () => {
    using stage = await createRoom();
    const { mo, ann, bo, boId } = stage;
    const refs = [await bo.post('one'), await bo.post('two')];
    await ann.post('hers');
    expect(await does(mo, { do: 'remove-all', who: boId, since: 0 })).toMatchObject({
      count: 2,
      more: false,
    });
    const removals = (await wholeLog(ann)).filter((entry) => entry.type === 'removal');
    expect(removals.map(({ ref }) => ref).sort()).toEqual(refs);
    for (const { from } of removals) expect(from).toEqual(mo.welcome.you);
    expect(await does(mo, { do: 'clear' })).toMatchObject({ count: 1 });
  });

  it('MOD-3 leave a line of every act in the audit log, of those too that are entries', async () => {
    using stage = await createRoom();
    const { mo, bo, boId } = stage;
    const ref = await bo.post('his');
    await does(mo, { do: 'mute', who: boId, forMs: 60_000, why: 'shouting' });
    for (const on of [true, false]) taken(await mo.act({ type: 'pin', ref, on }));
    taken(await mo.act({ type: 'notice', text: 'hear' }));
    for (let count = 0; count < 2; count++) taken(await mo.act({ type: 'remove', draftId: 'gone', ref }));
    await does(mo, { do: 'list', of: 'held' });
    const { audit } = await does(mo, { do: 'list', of: 'audit' });
    const by = mo.welcome.you.id;
    expect(audit).toMatchObject([
      { by, act: 'remove', whom: boId },
      { by, act: 'notice' },
      { by, act: 'unpin', whom: boId },
      { by, act: 'pin', whom: boId },
      { by, act: 'mute', whom: boId, why: 'shouting' },
    ]);
    expect(audit![4]!.until! - audit![4]!.at).toBe(60_000);
  });

  it('RANK-1 act on nobody of their own rank or a higher one, nor on what such a one did', async () => {
    using stage = await createRoom();
    const { room, mo, boId } = stage;
    using other = await server.person(room, 'moderator', 'Other');
    using owner = await server.person(room, 'owner', 'Olga');
    const ref = await owner.post('hers');
    for (const { welcome } of [mo, other, owner])
      for (const act of ['mute', 'kick', 'ban'])
        expect(await asks(mo, { do: act, who: welcome.you.id })).toMatchObject({ code: 'outranked' });
    expect(await mo.act({ type: 'remove', ref })).toMatchObject({ code: 'not-allowed' });
    await does(owner, { do: 'ban', who: boId });
    expect(await asks(mo, { do: 'unban', who: boId })).toMatchObject({ code: 'outranked' });
    taken(await owner.act({ type: 'remove', ref }));
  });

  it('RANK-2 settle no report of somebody whom they may not act on', async () => {
    using stage = await createRoom();
    const { room, mo, ann } = stage;
    using owner = await server.person(room, 'owner', 'Olga');
    const ref = await owner.post('hers');
    const draftId = newDraftId();
    ann.say({ type: 'report', draftId, ref, reason: 'abuse' });
    await ann.hears('reported', (reported) => reported.draftId === draftId);
    const { reports } = await does(owner, { do: 'list', of: 'reports' });
    expect(reports).toMatchObject([
      { ref, reason: 'abuse', about: owner.welcome.you, from: ann.welcome.you },
    ]);
    expect(await does(mo, { do: 'list', of: 'reports' })).toMatchObject({ reports: [] });
    await mo.pong();
    expect(mo.all('waiting')).toEqual([]);
    const { id } = reports![0]!;
    expect(await asks(mo, { do: 'resolve', report: id })).toMatchObject({ code: 'outranked' });
    await does(owner, { do: 'resolve', report: id });
    expect(await asks(owner, { do: 'resolve', report: id })).toMatchObject({ code: 'not-found' });
  });

  it(
    'REPORT-4 see no copy of what was reported, and no report of who was erased',
    { timeout: 60_000 },
    async () => {
      using stage = await createRoom();
      const { room, mo, ann, bo, boId } = stage;
      const ref = await bo.post('frobozz');
      ann.say({ type: 'report', draftId: newDraftId(), ref, reason: 'other', text: 'look at this' });
      await mo.hears('waiting', ({ reports }) => reports === 1);
      taken(await bo.act({ type: 'remove', ref }));
      const listed = await does(mo, { do: 'list', of: 'reports' });
      expect(listed.reports).toMatchObject([{ ref, text: 'look at this', about: { id: boId } }]);
      expect(JSON.stringify(listed)).not.toContain('frobozz');
      await server.obey('erase', boId);
      expect((await mo.closed).code).toBe(4202);
      using back = await server.person(room, 'moderator', 'Mo');
      expect(await does(back, { do: 'list', of: 'reports' })).toMatchObject({ reports: [] });
    },
  );

  it('RESTORE-1 bring a message back by an edit that says so, and may take it again', async () => {
    using stage = await createRoom();
    const { mo, ann, bo } = stage;
    const question = await ann.post('question');
    const ref = await bo.post('answer', { replyTo: question });
    taken(await mo.act({ type: 'remove', draftId: 'gone', ref }));
    expect(await bo.act({ type: 'edit', ref, text: 'x' })).toMatchObject({ code: 'not-found' });
    await does(mo, { do: 'undo', of: 'gone' });
    const restoral = await ann.entry(ref + 2);
    expect(restoral).toMatchObject({
      ...{ type: 'edit', ref, text: 'answer', replyTo: question, restored: true },
      from: mo.welcome.you,
    });
    const at = async (seq: number) => (await wholeLog(ann)).find((entry) => entry.seq === seq);
    expect(await at(ref)).toMatchObject({ text: 'answer', replyTo: question, restored: true });
    taken(await bo.act({ type: 'edit', ref, text: 'another answer' }));
    taken(await mo.act({ type: 'remove', ref }));
    for (const seq of [ref, restoral.seq]) {
      const entry = await at(seq);
      expect(entry).toMatchObject({ text: '', removed: true });
      expect(entry).not.toHaveProperty('replyTo');
    }
  });

  it('UNDO-1 take back what they did, or who is below them, once', async () => {
    using stage = await createRoom();
    const { room, mo, ann, bo, boId } = stage;
    using other = await server.person(room, 'moderator', 'Other');
    using owner = await server.person(room, 'owner', 'Olga');
    const [of, by] = [newDraftId(), mo.welcome.you.id];
    await does(mo, { do: 'mute', who: boId }, of);
    for (const who of [other, ann])
      expect(await asks(who, { do: 'undo', of, by })).toMatchObject({ code: 'not-allowed' });
    expect(await asks(other, { do: 'undo', of })).toMatchObject({ code: 'not-found' });
    await does(owner, { do: 'undo', of, by });
    await bo.post('free again');
    expect(await asks(mo, { do: 'undo', of })).toMatchObject({ code: 'not-found' });
  });

  it('UNDO-2 put back what was there before, unless somebody has changed it since', async () => {
    using stage = await createRoom();
    const { room, mo, bo, boId } = stage;
    using owner = await server.person(room, 'owner', 'Olga');
    const undone = async (act: object) => {
      const of = newDraftId();
      await does(mo, act, of);
      return asks(mo, { do: 'undo', of });
    };
    await does(mo, { do: 'mode', mode: { slowSeconds: 5 } });
    await undone({ do: 'mode', mode: { readOnly: true } });
    await bo.sees(() => bo.all('mode')[2]);
    expect(bo.all('mode').map(({ mode }) => mode)).toEqual([
      { slowSeconds: 5 },
      { readOnly: true },
      { slowSeconds: 5 },
    ]);
    await does(mo, { do: 'mute', who: boId, forMs: 60_000 });
    const restraints = async () => (await does(mo, { do: 'list', of: 'restraints' })).restraints;
    const before = await restraints();
    await undone({ do: 'unmute', who: boId });
    expect(await restraints()).toEqual(before);
    const of = newDraftId();
    await does(mo, { do: 'mute', who: boId }, of);
    await does(owner, { do: 'mute', who: boId });
    expect(await asks(mo, { do: 'undo', of })).toMatchObject({ code: 'not-found' });
    const ref = await mo.post('keep this');
    taken(await mo.act({ type: 'pin', draftId: 'pin', ref, on: true }));
    await does(mo, { do: 'undo', of: 'pin' });
    expect((await wholeLog(mo)).at(-1)).toMatchObject({ type: 'pin', ref, on: false });
  });

  it('UNDO-3 restore messages one by one, but none that its author took back', async () => {
    using stage = await createRoom();
    const { mo, ann, bo } = stage;
    const refs = [await bo.post('one'), await bo.post('two'), await ann.post('hers')];
    taken(await bo.act({ type: 'remove', ref: refs[0]! }));
    await does(mo, { do: 'clear' }, 'cleared');
    expect(await does(mo, { do: 'undo', of: 'cleared' })).toMatchObject({ count: 2, more: false });
    expect(fold(await wholeLog(ann))).toMatchObject([
      { removed: true },
      { text: 'two', removed: false },
      { text: 'hers', removed: false },
    ]);
  });
});
