import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { pageEntries, resumeEntries, tailDrafts, welcomeEntries } from '../../../protocol/limits.ts';
import { opening } from '../../../server/connection/opening.ts';
import { fewestEntries, ringEntries } from '../../../server/room/ring.ts';
import { Standing } from '../../../server/moderation/standing.ts';
import { Room } from '../../../server/room/room.ts';
import { draft, entries, entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

const draftIds = (first: number, last: number) => entries(first, last).map(({ draftId }) => draftId);

interface Lobby {
  /** The newest entry. */
  readonly head: number;
  /** How many of the newest are in the ring. */
  readonly held?: number;
  /** The oldest that the log still has. */
  readonly oldest?: number;
}

/** A lobby, and how it opens. */
function createLobby({ head, held = ringEntries, oldest = 1 }: Lobby) {
  const log = new MemoryLog();
  const kept = entries(oldest, head);
  log.rooms.set('lobby', kept);
  // Not from `-held` on: the last none of them would be all of them.
  const newest = {
    epoch: log.epoch,
    head,
    entries: kept.slice(Math.max(0, kept.length - held)),
    more: kept.length > held,
  };
  const services = { log, clock: new ManualClock(), onFailure: () => {} };
  const room = new Room('lobby', newest, new Standing(), services);
  const write = (count: number) => {
    for (let index = 0; index < count; index++) {
      const record = entry(room.ring.head + 1);
      log.rooms.get('lobby')!.push(record);
      room.add(record);
    }
  };
  return {
    log,
    room,
    write,
    open: (hello: object = {}) => opening(room, { type: 'hello', ...hello }),
    since: (seq: number, tail?: readonly string[]) => ({
      since: { epoch: log.epoch, seq, ...(tail && { tail }) },
    }),
  };
}

const seqsIn = (texts: readonly string[]) => texts.map((text) => (JSON.parse(text) as { seq: number }).seq);
const range = (first: number, last: number) => entries(first, last).map(({ seq }) => seq);

describe('a resume', () => {
  it.each([0, 1, 250, ringEntries])(
    'from the ring after %i brings nothing itself and reads nothing',
    async (missed) => {
      const { log, open, since } = createLobby({ head: 1_000 });
      expect(await open(since(1_000 - missed))).toEqual({
        resumed: true,
        from: 'ring',
        entries: [],
        cursor: 1_000 - missed,
      });
      expect(log.reads).toBe(0);
    },
  );

  it('from the log brings all that was missed, by one read', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    const { entries: texts, ...how } = await open(since(399));
    expect(how).toEqual({ resumed: true, from: 'log', cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(400, 500));
    expect(log.reads).toBe(1);
  });

  it('brings as much as the longest resume, and not one more', async () => {
    const { open, since } = createLobby({ head: 2_000, held: 10 });
    const longest = await open(since(2_000 - resumeEntries));
    expect(longest).toMatchObject({ resumed: true, cursor: 2_000 });
    expect(seqsIn(longest.entries)).toEqual(range(2_001 - resumeEntries, 2_000));
    expect(await open(since(1_999 - resumeEntries))).toMatchObject({ resumed: false, why: 'too-far' });
  });

  it('is one read for all who come back at the same time', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    const openings = await Promise.all([1, 2, 3, 4].map(() => open(since(220))));
    expect(log.reads).toBe(1);
    for (const { entries: texts } of openings) expect(seqsIn(texts)).toEqual(range(221, 500));
  });

  it('is one read for all who come back, wherever each had stopped, and though the room goes on', async () => {
    const { log, write, open, since } = createLobby({ head: 2_000 });
    const stops = Array.from({ length: 50 }, (_, index) => 1_060 + index * 8);
    const openings = await Promise.all(
      stops.map((seq) => {
        write(1);
        return open(since(seq, draftIds(seq - 7, seq)));
      }),
    );
    expect(log.reads).toBe(1);
    openings.forEach(({ entries: texts, ...how }, index) => {
      expect(how).toEqual({ resumed: true, from: 'log', cursor: 2_001 });
      expect(seqsIn(texts)).toEqual(range(stops[index]! + 1, 2_001));
    });
  });

  it('is none where the log has gone on without the ring, and what was missed is kept no longer', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    log.rooms.set('lobby', entries(503, 505));
    expect(await open(since(300))).toMatchObject({ resumed: false, why: 'too-far', cursor: 500 });
  });

  it('leaves to the ring what is written during its read', async () => {
    const { log, room, write, open, since } = createLobby({ head: 500, held: 100 });
    log.holdReads();
    const opened = open(since(220));
    write(1);
    log.releaseReads();
    const { entries: texts, cursor } = await opened;
    expect([cursor, seqsIn(texts).at(-1)]).toEqual([500, 500]);
    expect(room.ring.since(cursor)).toHaveLength(1);
  });

  it('leaves to the ring what the log has and the ring has not yet', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    log.rooms.get('lobby')!.push(...entries(501, 502));
    const { entries: texts, ...how } = await open(since(220));
    expect(how).toEqual({ resumed: true, from: 'log', cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(221, 500));
  });

  it('is whole as long as the ring holds what is written during its read', async () => {
    const { log, write, open, since } = createLobby({ head: 500, held: 100 });
    log.holdReads();
    const opened = open(since(220));
    write(ringEntries);
    log.releaseReads();
    expect(await opened).toMatchObject({ resumed: true, cursor: 500 });
  });

  it('is none when more is written during its read than the ring holds', async () => {
    const { log, write, open, since } = createLobby({ head: 500, held: 100 });
    log.holdReads();
    const opened = open(since(220));
    write(ringEntries + 1);
    log.releaseReads();
    const { entries: texts, ...how } = await opened;
    expect(how).toEqual({ resumed: false, why: 'too-far', more: true, cursor: 501 + ringEntries });
    expect(seqsIn(texts)).toHaveLength(welcomeEntries);
  });

  it('is none where some of what was missed is kept no longer', async () => {
    const { open, since } = createLobby({ head: 500, oldest: 401 });
    expect(await open(since(399))).toMatchObject({ resumed: false, why: 'too-far', cursor: 500 });
    expect(await open(since(400))).toEqual({ resumed: true, from: 'ring', entries: [], cursor: 400 });
  });

  it('is whole where nothing was missed, though everything expired', async () => {
    const { open, since } = createLobby({ head: 500, oldest: 501 });
    expect(await open(since(500, draftIds(498, 500)))).toEqual({
      resumed: true,
      from: 'log',
      entries: [],
      cursor: 500,
    });
  });

  it('brings removed texts back to nobody', async () => {
    const { log, room, open, since } = createLobby({ head: 500, held: 100 });
    const removal = draft('', { kind: 'removal', draftId: 'r1', ref: 300, own: true, body: '{"ref":300}' });
    const { entries: before } = await open(since(290));
    expect(before[9]).toContain('"message 300"');
    await log.append([removal]);
    room.add(log.rooms.get('lobby')!.at(-1)!);
    const { entries: texts } = await open(since(290));
    expect(texts[9]).toMatch(/"seq":300,.*"text":"","removed":true}$/);
    expect(texts.join()).not.toContain('"message 300"');
  });
});

describe('a tail', () => {
  it('that is the ring’s own resumes, without a read', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    for (const length of [1, 2, tailDrafts]) {
      const tail = draftIds(451 - length, 450);
      expect(await open(since(450, tail))).toEqual({ resumed: true, from: 'ring', entries: [], cursor: 450 });
    }
    expect(log.reads).toBe(0);
  });

  it.each([0, 3, 7])('that has another draft in place %i says fork', async (place) => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    const tail = draftIds(443, 450).with(place, 'another');
    const { entries: texts, ...how } = await open(since(450, tail));
    expect(how).toEqual({ resumed: false, why: 'fork', more: true, cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(501 - welcomeEntries, 500));
    expect(log.reads).toBe(0);
  });

  it('that is right but one place off says fork', async () => {
    const { open, since } = createLobby({ head: 500, held: 100 });
    for (const first of [442, 444])
      expect(await open(since(450, draftIds(first, first + 7)))).toMatchObject({ why: 'fork' });
  });

  it('at the head of the room is looked at too', async () => {
    const { open, since } = createLobby({ head: 500 });
    expect(await open(since(500, draftIds(493, 500)))).toMatchObject({ resumed: true, cursor: 500 });
    expect(await open(since(500, ['another']))).toMatchObject({ resumed: false, why: 'fork' });
  });

  it('that begins before the ring is proven by what the ring holds of it', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    expect(await open(since(402, draftIds(395, 402)))).toMatchObject({ resumed: true, cursor: 402 });
    expect(await open(since(402, draftIds(395, 402).with(0, 'another')))).toMatchObject({ resumed: true });
    expect(await open(since(402, draftIds(395, 402).with(6, 'another')))).toMatchObject({ why: 'fork' });
    expect(log.reads).toBe(0);
  });

  it('whose last entry just left the ring is looked up in the log', async () => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    const { entries: texts, ...how } = await open(since(400, draftIds(393, 400)));
    expect(how).toEqual({ resumed: true, from: 'log', cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(401, 500));
    expect(log.reads).toBe(1);
    expect(await open(since(400))).toEqual({ resumed: true, from: 'ring', entries: [], cursor: 400 });
    expect(await open(since(400, []))).toEqual({ resumed: true, from: 'ring', entries: [], cursor: 400 });
    expect(log.reads).toBe(1);
  });

  it.each([0, 3, 7])('that has another draft than the log in place %i says fork', async (place) => {
    const { log, open, since } = createLobby({ head: 500, held: 100 });
    const tail = draftIds(293, 300).with(place, 'another');
    expect(await open(since(300, tail))).toMatchObject({ resumed: false, why: 'fork', cursor: 500 });
    expect(log.reads).toBe(1);
  });

  it('does not shorten the longest resume', async () => {
    const { open, since } = createLobby({ head: 2_000, held: 10 });
    const seq = 2_000 - resumeEntries;
    const { entries: texts, ...how } = await open(since(seq, draftIds(seq - 7, seq)));
    expect(how).toEqual({ resumed: true, from: 'log', cursor: 2_000 });
    expect(seqsIn(texts)).toEqual(range(seq + 1, 2_000));
  });

  it('that is longer than the room tells nothing more', async () => {
    const { open, since } = createLobby({ head: 20, held: 10 });
    const { entries: texts } = await open(since(3, ['nothing', 'before', ...draftIds(1, 3)]));
    expect(seqsIn(texts)).toEqual(range(4, 20));
    expect(await open(since(3, ['another', ...draftIds(2, 3)]))).toMatchObject({ why: 'fork' });
  });

  it('of expired entries proves nothing, and hinders nobody', async () => {
    const { log, open, since } = createLobby({ head: 500, oldest: 401 });
    const { entries: texts, ...how } = await open(since(400, ['gone', 'too']));
    expect(how).toEqual({ resumed: true, from: 'log', cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(401, 500));
    expect(log.reads).toBe(1);
    expect(await open(since(402, ['gone', ...draftIds(401, 402)]))).toMatchObject({ resumed: true });
  });

  it('counts for nothing where the log is another one', async () => {
    const { open } = createLobby({ head: 500 });
    const since = { epoch: 'epoch-0', seq: 500, tail: draftIds(493, 500) };
    expect(await open({ since })).toMatchObject({ resumed: false, why: 'epoch' });
  });

  it('never lets a client stay on a log that was written over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.nat(60),
        fc.integer({ min: 1, max: tailDrafts }),
        async (head, held, seqBack, forkBack, length) => {
          const seq = Math.max(1, head - seqBack);
          /** From here on the client knows another history. */
          const forkAt = Math.max(1, seq + 3 - forkBack);
          const tail = range(Math.max(1, seq + 1 - length), seq).map((at) =>
            at >= forkAt ? `other-${at}` : entry(at).draftId,
          );
          const { open, since } = createLobby({ head, held });
          expect((await open(since(seq, tail))).resumed).toBe(seq < forkAt);
        },
      ),
    );
  });
});

describe('an opening', () => {
  it('is whole: what it brings and the ring after it are all that was missed, or it says that it is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          head: fc.integer({ min: 0, max: 700 }),
          held: fc.oneof(fc.nat(40), fc.constant(ringEntries)),
          expired: fc.oneof(fc.constant(0), fc.nat(700)),
          seq: fc.nat(720),
          tail: fc.nat(tailDrafts),
          during: fc.oneof(fc.nat(20), fc.integer({ min: ringEntries - 20, max: ringEntries + 20 })),
        }),
        async ({ head, held, expired, seq, tail, during }) => {
          const oldest = Math.min(expired, head) + 1;
          const { log, room, write, open, since } = createLobby({ head, held, oldest });
          log.holdReads();
          const hello = since(seq, draftIds(Math.max(1, seq + 1 - tail), seq));
          const opened = open(hello).then(({ entries: texts, ...how }) => ({
            ...how,
            texts,
            now: room.ring.head,
            follow: room.ring.since(how.cursor).map(({ record }) => record.seq),
          }));
          await settled();
          write(during);
          log.releaseReads();
          const { resumed, cursor, texts, follow, now, ...how } = await opened;
          const first = resumed ? seq + 1 : Math.max(oldest, cursor + 1 - texts.length);
          expect([...seqsIn(texts), ...follow]).toEqual(range(first, now));
          if (resumed) return;
          expect(texts.length).toBeLessThanOrEqual(welcomeEntries);
          expect(how).toMatchObject({ more: cursor + 1 - texts.length > oldest });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('no resume', () => {
  it.each([
    ['fresh', {}],
    ['epoch', { since: { epoch: 'epoch-0', seq: 999 } }],
    ['ahead', { since: { epoch: 'epoch-1', seq: 1_501 } }],
    ['ahead', { since: { epoch: 'epoch-1', seq: Number.MAX_SAFE_INTEGER, tail: ['a'] } }],
    ['too-far', { since: { epoch: 'epoch-1', seq: 0 } }],
  ])('says %s and brings the last page, without a read', async (why, hello) => {
    const { log, open } = createLobby({ head: 1_500 });
    const { entries: texts, ...how } = await open(hello);
    expect(how).toEqual({ resumed: false, why, more: true, cursor: 1_500 });
    expect(seqsIn(texts)).toEqual(range(1_501 - welcomeEntries, 1_500));
    expect(log.reads).toBe(0);
  });

  it.each([1, 7, 100])('brings %i entries where so many are wanted', async (history) => {
    const { open, since } = createLobby({ head: 2_000 });
    for (const hello of [{}, since(0), since(2_001), since(2_000, ['another'])]) {
      const { entries: texts } = await open({ ...hello, history });
      expect(seqsIn(texts)).toEqual(range(2_001 - history, 2_000));
    }
  });

  it('brings as many as are wanted also after a read', async () => {
    const { open, since } = createLobby({ head: 500, held: 100 });
    const { entries: texts } = await open({ ...since(300, ['another']), history: 7 });
    expect(seqsIn(texts)).toEqual(range(494, 500));
  });

  it('brings none where none are wanted, and still says that there are some', async () => {
    const { log, open } = createLobby({ head: 500 });
    expect(await open({ history: 0 })).toEqual({
      resumed: false,
      why: 'fresh',
      entries: [],
      more: true,
      cursor: 500,
    });
    expect(log.reads).toBe(0);
  });

  it('brings all of a short room, and says that there is no more', async () => {
    const { log, open } = createLobby({ head: 3 });
    const { entries: texts, ...how } = await open();
    expect(how).toEqual({ resumed: false, why: 'fresh', more: false, cursor: 3 });
    expect(seqsIn(texts)).toEqual([1, 2, 3]);
    expect(log.reads).toBe(0);
  });

  it('never wants more than the ring holds', () => {
    expect(Math.max(pageEntries, welcomeEntries)).toBeLessThanOrEqual(fewestEntries);
  });

  it('says exactly whether there is more', async () => {
    const { open } = createLobby({ head: 10 });
    expect(await open({ history: 10 })).toMatchObject({ more: false });
    expect(await open({ history: 9 })).toMatchObject({ more: true });
  });

  it('says that there is no more where all that was older is kept no longer', async () => {
    const { open } = createLobby({ head: 120, oldest: 101 });
    expect(await open()).toMatchObject({ more: false, entries: { length: 20 } });
    expect(await open({ history: 20 })).toMatchObject({ more: false });
    expect(await open({ history: 19 })).toMatchObject({ more: true });
    expect(await createLobby({ head: 120, oldest: 121 }).open()).toMatchObject({ more: false, entries: [] });
  });

  it('says so too once it expired while the room was in memory', async () => {
    const { room, open } = createLobby({ head: 120, held: 20 });
    expect(await open()).toMatchObject({ more: true, entries: { length: 20 } });
    room.expire(99);
    expect(await open()).toMatchObject({ more: true, entries: { length: 20 } });
    room.expire(100);
    expect(await open()).toMatchObject({ more: false, entries: { length: 20 } });
    room.expire(110);
    expect(await open()).toMatchObject({ more: false, entries: { length: 10 } });
    expect(await open({ history: 9 })).toMatchObject({ more: true });
  });

  it('says that there is more once the ring has let something go', async () => {
    const { open, write } = createLobby({ head: 120, oldest: 101 });
    write(ringEntries - 20);
    expect(await open({ history: ringEntries })).toMatchObject({ more: false });
    write(1);
    expect(await open({ history: ringEntries })).toMatchObject({ more: true });
  });

  it('opens an empty room', async () => {
    const { open } = createLobby({ head: 0 });
    const empty = { resumed: false, why: 'fresh', entries: [], more: false, cursor: 0 };
    expect(await open()).toEqual(empty);
    expect(await open({ history: 0 })).toEqual(empty);
  });

  it('resumes an empty room', async () => {
    const { open, since } = createLobby({ head: 0 });
    expect(await open(since(0))).toEqual({ resumed: true, from: 'ring', entries: [], cursor: 0 });
  });
});
