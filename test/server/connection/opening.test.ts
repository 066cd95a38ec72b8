import { describe, expect, it } from 'vitest';
import { pageEntries, resumeEntries, welcomeEntries } from '../../../protocol/limits.ts';
import { opening } from '../../../server/connection/opening.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { Rooms } from '../../../server/room/rooms.ts';
import { draft, entries } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

/** A lobby with so many entries, and how it opens. */
async function createLobby(head: number) {
  const log = new MemoryLog();
  log.rooms.set('lobby', entries(1, head));
  const rooms = new Rooms(log, new ManualClock(), () => {});
  const room = await rooms.visit('lobby');
  const loaded = log.reads;
  return {
    log,
    rooms,
    open: (hello: object = {}) => opening(room, log.epoch, { type: 'hello', ...hello }),
    since: (seq: number, epoch = log.epoch) => ({ since: { epoch, seq } }),
    reads: () => log.reads - loaded,
  };
}

const seqsIn = (texts: readonly string[]) => texts.map((text) => (JSON.parse(text) as { seq: number }).seq);
const range = (first: number, last: number) => entries(first, last).map(({ seq }) => seq);

describe('a resume', () => {
  it.each([0, 1, 250, 256])(
    'from the ring after %i brings nothing itself and reads nothing',
    async (missed) => {
      const { open, since, reads } = await createLobby(500);
      expect(await open(since(500 - missed))).toEqual({ resumed: true, entries: [], cursor: 500 - missed });
      expect(reads()).toBe(0);
    },
  );

  it('from the log brings all that was missed, by one read', async () => {
    const { open, since, reads } = await createLobby(500);
    const { entries: texts, ...how } = await open(since(500 - ringEntries - 1));
    expect(how).toEqual({ resumed: true, cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(500 - ringEntries, 500));
    expect(reads()).toBe(1);
  });

  it('brings as much as the longest resume, and not one more', async () => {
    const { open, since } = await createLobby(1_000);
    const longest = await open(since(1_000 - resumeEntries));
    expect(longest).toMatchObject({ resumed: true, cursor: 1_000 });
    expect(seqsIn(longest.entries)).toEqual(range(1_001 - resumeEntries, 1_000));
    expect(await open(since(999 - resumeEntries))).toMatchObject({ resumed: false, why: 'too-far' });
  });

  it('is one read for all who come back at the same time', async () => {
    const { open, since, reads } = await createLobby(500);
    const openings = await Promise.all([1, 2, 3, 4].map(() => open(since(220))));
    expect(reads()).toBe(1);
    for (const { entries: texts } of openings) expect(seqsIn(texts)).toEqual(range(221, 500));
  });

  it('leaves to the ring what is written during its read', async () => {
    const { log, rooms, open, since } = await createLobby(500);
    log.holdReads();
    const opened = open(since(220));
    await new Promise((resolve) => rooms.submit(draft('meanwhile'), resolve));
    log.releaseReads();
    const { entries: texts, cursor } = await opened;
    expect([cursor, seqsIn(texts).at(-1)]).toEqual([500, 500]);
    expect((await rooms.visit('lobby')).ring.since(cursor)).toHaveLength(1);
  });

  it('leaves to the ring what the log has and the ring has not yet', async () => {
    const { log, open, since } = await createLobby(500);
    log.rooms.get('lobby')!.push(...entries(501, 502));
    const { entries: texts, ...how } = await open(since(220));
    expect(how).toEqual({ resumed: true, cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(221, 500));
  });

  it('is none when more is written during its read than the ring holds', async () => {
    const { log, rooms, open, since } = await createLobby(500);
    log.holdReads();
    const opened = open(since(220));
    for (let index = 0; index <= ringEntries; index++) rooms.submit(draft(`meanwhile ${index}`), () => {});
    await settled();
    log.releaseReads();
    const { entries: texts, ...how } = await opened;
    expect(how).toEqual({ resumed: false, why: 'too-far', more: true, cursor: 501 + ringEntries });
    expect(seqsIn(texts)).toHaveLength(welcomeEntries);
  });
});

describe('no resume', () => {
  it.each([
    ['fresh', {}],
    ['epoch', { since: { epoch: 'epoch-0', seq: 499 } }],
    ['ahead', { since: { epoch: 'epoch-1', seq: 501 } }],
    ['ahead', { since: { epoch: 'epoch-1', seq: Number.MAX_SAFE_INTEGER } }],
    ['too-far', { since: { epoch: 'epoch-1', seq: 0 } }],
  ])('says %s and brings the last page, without a read', async (why, hello) => {
    const { open, reads } = await createLobby(500);
    const { entries: texts, ...how } = await open(hello);
    expect(how).toEqual({ resumed: false, why, more: true, cursor: 500 });
    expect(seqsIn(texts)).toEqual(range(501 - welcomeEntries, 500));
    expect(reads()).toBe(0);
  });

  it.each([1, 7, 100])('brings %i entries where so many are wanted', async (history) => {
    const { open } = await createLobby(500);
    const { entries: texts } = await open({ history });
    expect(seqsIn(texts)).toEqual(range(501 - history, 500));
  });

  it('brings none where none are wanted, and still says that there are some', async () => {
    const { open, reads } = await createLobby(500);
    expect(await open({ history: 0 })).toEqual({
      resumed: false,
      why: 'fresh',
      entries: [],
      more: true,
      cursor: 500,
    });
    expect(reads()).toBe(0);
  });

  it('brings all of a short room, and says that there is no more', async () => {
    const { open, reads } = await createLobby(3);
    const { entries: texts, ...how } = await open();
    expect(how).toEqual({ resumed: false, why: 'fresh', more: false, cursor: 3 });
    expect(seqsIn(texts)).toEqual([1, 2, 3]);
    expect(reads()).toBe(0);
  });

  it('never wants more than the ring holds', () => {
    expect(Math.max(pageEntries, welcomeEntries)).toBeLessThanOrEqual(ringEntries);
  });

  it('says exactly whether there is more', async () => {
    const { open } = await createLobby(10);
    expect(await open({ history: 10 })).toMatchObject({ more: false });
    expect(await open({ history: 9 })).toMatchObject({ more: true });
  });

  it('opens an empty room', async () => {
    const { open } = await createLobby(0);
    const empty = { resumed: false, why: 'fresh', entries: [], more: false, cursor: 0 };
    expect(await open()).toEqual(empty);
    expect(await open({ history: 0 })).toEqual(empty);
  });

  it('resumes an empty room', async () => {
    const { open, since } = await createLobby(0);
    expect(await open(since(0))).toEqual({ resumed: true, entries: [], cursor: 0 });
  });
});
