import { expect, describe, it } from 'vitest';
import { opening } from '../../server/connection/opening.ts';
import { keepFor } from '../../server/retention.ts';
import { Standing } from '../../server/moderation/standing.ts';
import { Rooms } from '../../server/room/rooms.ts';
import { draft } from '../support/drafts.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { createRecorder } from '../support/recorder.ts';
import { settled } from '../support/settled.ts';

const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

async function createKeeper(
  days: number | undefined,
  inRooms: ReadonlyMap<string, number | undefined> = new Map(),
) {
  const log = new MemoryLog();
  const clock = new ManualClock();
  const ages = [40, 30, 29.99, 1];
  await log.append(ages.map((age) => draft(`${age}`, { at: clock.time() - age * dayMs - 1 })));
  const rooms = new Rooms(log, { load: () => Promise.resolve(new Standing()) }, clock, () => {});
  const stop = keepFor(rooms, () => ({ days, inRooms }), clock, createRecorder());
  await settled();
  const seqs = () => log.rooms.get('lobby')!.map(({ seq }) => seq);
  return { log, clock, rooms, stop, seqs };
}

describe('retention', () => {
  it('deletes at the start what is older than so many days', async () => {
    expect((await createKeeper(30)).seqs()).toEqual([3, 4]);
  });

  it('deletes every hour what grew too old since', async () => {
    const { clock, seqs } = await createKeeper(30);
    clock.advance(hourMs);
    await settled();
    expect(seqs()).toEqual([4]);
  });

  it('serves nobody what it deleted, in a room that was in memory before', async () => {
    const { log, clock, rooms } = await createKeeper(30);
    const room = await rooms.visit('lobby');
    const welcomed = async (hello: object = {}) => {
      const { entries, cursor, ...how } = await opening(room, { type: 'hello', ...hello });
      return { ...how, cursor, seqs: entries.map((text) => (JSON.parse(text) as { seq: number }).seq) };
    };
    expect((await welcomed()).seqs).toEqual([3, 4]);
    clock.advance(hourMs);
    await settled();
    expect((await welcomed()).seqs).toEqual([4]);
    const since = { epoch: log.epoch, seq: 2 };
    expect(await welcomed({ since })).toMatchObject({ resumed: false, why: 'too-far', seqs: [4] });
  });

  it('keeps everything where nobody said otherwise', async () => {
    const { log, clock, seqs } = await createKeeper(undefined);
    log.expire = () => Promise.reject(new Error('asked for nothing'));
    clock.advance(hourMs);
    await settled();
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it('goes by what a room has of its own, be it more, less or for ever', async () => {
    expect((await createKeeper(30, new Map([['lobby', 2]]))).seqs()).toEqual([4]);
    expect((await createKeeper(30, new Map([['lobby', undefined]]))).seqs()).toEqual([1, 2, 3, 4]);
    expect((await createKeeper(undefined, new Map([['garden', 1]]))).seqs()).toEqual([1, 2, 3, 4]);
    expect((await createKeeper(undefined, new Map([['lobby', 30]]))).seqs()).toEqual([3, 4]);
  });

  it('goes on after a log that could not', async () => {
    const { log, clock, seqs } = await createKeeper(30);
    const { expire } = log;
    log.expire = () => Promise.reject(new Error('disk full'));
    clock.advance(hourMs);
    await settled();
    log.expire = expire;
    clock.advance(hourMs);
    await settled();
    expect(seqs()).toEqual([4]);
  });

  it('leaves nothing behind', async () => {
    const { clock, stop } = await createKeeper(30);
    stop();
    expect(clock.waiting).toBe(0);
  });
});
