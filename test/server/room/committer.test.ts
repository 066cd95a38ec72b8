import { describe, expect, it } from 'vitest';
import type { DraftRecord } from '../../../server/log/log.ts';
import { batchBytes, Committer, queueBytes, queueDrafts } from '../../../server/room/committer.ts';
import { draft } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

function createCommitter() {
  const log = new MemoryLog();
  /** What the room and the authors were told, in order. */
  const told: string[] = [];
  const failures: unknown[] = [];
  const clock = new ManualClock();
  const committer = new Committer(log, clock, {
    onEntry: ({ draftId }, seq) => void told.push(`entry ${draftId} ${seq}`),
    onTwin: (room, seq) => void told.push(`twin ${room} ${seq}`),
    onDoubt: (room) => void told.push(`doubt ${room}`),
    onFailure: (error) => void failures.push(error),
  });
  const submit = (record: DraftRecord) =>
    committer.submit(record, (outcome, seq) => void told.push(`${record.draftId} ${outcome} ${seq}`));
  return { log, clock, told, failures, committer, submit };
}

const numbered = (index: number) => draft(`${index}`, { draftId: `d${index}` });
const batchSizes = (log: MemoryLog) => log.batches.map((batch) => batch.length);

describe('Committer', () => {
  it('commits what arrives in one turn in one batch', async () => {
    const { log, submit } = createCommitter();
    for (const index of [1, 2, 3]) submit(numbered(index));
    await settled();
    expect(batchSizes(log)).toEqual([3]);
  });

  it('gathers the next batch while one is on its way', async () => {
    const { log, submit } = createCommitter();
    log.hold();
    submit(numbered(1));
    await settled();
    for (const index of [2, 3, 4]) submit(numbered(index));
    await settled();
    expect(batchSizes(log)).toEqual([1]);
    log.release();
    await settled();
    expect(batchSizes(log)).toEqual([1, 3]);
  });

  it('tells of each batch how large it was, how long it took and whether it was taken', async () => {
    const { log, clock, committer, submit } = createCommitter();
    const batches: unknown[] = [];
    committer.watch((...batch) => void batches.push(batch));
    log.hold();
    submit(numbered(1));
    await settled();
    for (const index of [2, 3, 4]) submit(numbered(index));
    expect(committer.waiting).toBe(3);
    clock.advance(7);
    log.release();
    await settled();
    expect(committer.waiting).toBe(0);
    log.fail(new Error('disk full'));
    submit(numbered(5));
    await settled();
    expect(batches).toEqual([
      [1, 7, true],
      [3, 0, true],
      [1, 0, false],
    ]);
  });

  it('acknowledges nothing before it is committed', async () => {
    const { log, told, submit } = createCommitter();
    log.hold();
    submit(numbered(1));
    await settled();
    expect(told).toEqual([]);
    log.release();
    await settled();
    expect(told).toEqual(['entry d1 1', 'd1 committed 1']);
  });

  it('keeps the order in which drafts came, over many batches', async () => {
    const { log, told, submit } = createCommitter();
    for (let index = 1; index <= 600; index++) submit(numbered(index));
    await settled();
    expect(log.batches.length).toBeGreaterThan(1);
    expect(told).toEqual(
      Array.from({ length: 600 }, (_, index) => index + 1).flatMap((seq) => [
        `entry d${seq} ${seq}`,
        `d${seq} committed ${seq}`,
      ]),
    );
  });

  it('commits for all rooms in one batch', async () => {
    const { log, told, submit } = createCommitter();
    submit(draft('a', { draftId: 'a', room: 'lobby' }));
    submit(draft('b', { draftId: 'b', room: 'garden' }));
    await settled();
    expect(batchSizes(log)).toEqual([2]);
    expect(told).toEqual(['entry a 1', 'a committed 1', 'entry b 1', 'b committed 1']);
  });

  it('takes no more drafts than may wait', async () => {
    const { log, told, submit } = createCommitter();
    log.hold();
    submit(numbered(0));
    await settled();
    for (let index = 1; index <= queueDrafts; index++) expect(submit(numbered(index))).toBe(true);
    expect(submit(draft('too much', { draftId: 'too-much' }))).toBe(false);
    log.release();
    await settled();
    expect(told.filter((line) => line.includes('committed'))).toHaveLength(queueDrafts + 1);
    expect(told.join()).not.toContain('too-much');
  });

  it('takes no more bytes than may wait', async () => {
    const { log, submit } = createCommitter();
    const large = (index: number) => draft('x'.repeat(256 * 1_024), { draftId: `d${index}` });
    log.hold();
    submit(numbered(0));
    await settled();
    const fitting = Math.floor(queueBytes / (256 * 1_024 + 100));
    for (let index = 1; index <= fitting; index++) expect(submit(large(index))).toBe(true);
    expect(submit(large(-1))).toBe(false);
    log.release();
    await settled();
    expect(log.rooms.get('lobby')).toHaveLength(fitting + 1);
    expect(submit(large(-1))).toBe(true);
  });

  it('puts no more bytes into a batch than the log takes well, but one draft at least', async () => {
    const { log, submit } = createCommitter();
    submit(draft('x'.repeat(batchBytes / 2 - 100), { draftId: 'half' }));
    submit(draft('x'.repeat(batchBytes / 2 - 100), { draftId: 'other-half' }));
    submit(draft('x'.repeat(batchBytes + 1), { draftId: 'more' }));
    submit(draft('ü'.repeat(batchBytes / 2 - 100), { draftId: 'wide' }));
    submit(numbered(1));
    await settled();
    expect(log.batches.map((batch) => batch.map(({ draftId }) => draftId))).toEqual([
      ['half', 'other-half'],
      ['more'],
      ['wide', 'd1'],
    ]);
  });

  it('takes drafts again once there is room', async () => {
    const { submit } = createCommitter();
    for (let index = 0; index < queueDrafts; index++) submit(numbered(index));
    expect(submit(numbered(-1))).toBe(false);
    await settled();
    expect(submit(numbered(-1))).toBe(true);
    await settled();
  });

  it('acknowledges a twin with its seq and shows it to nobody', async () => {
    const { told, submit } = createCommitter();
    submit(numbered(1));
    await settled();
    submit(numbered(1));
    submit(numbered(2));
    await settled();
    expect(told).toEqual([
      'entry d1 1',
      'd1 committed 1',
      'twin lobby 1',
      'd1 twin 1',
      'entry d2 2',
      'd2 committed 2',
    ]);
  });

  it('reports a conflict and shows it to nobody', async () => {
    const { told, submit } = createCommitter();
    submit(draft('first', { draftId: 'd1' }));
    submit(draft('second', { draftId: 'd1' }));
    await settled();
    expect(told).toEqual(['entry d1 1', 'd1 committed 1', 'd1 conflict 1']);
  });

  it.each([
    ['missing', { ref: 9 }],
    ['foreign', { ref: 1, own: true, participant: 'bo' }],
  ])('reports what is %s and shows it to nobody', async (outcome, over) => {
    const { told, submit } = createCommitter();
    submit(numbered(1));
    submit(draft('x', { draftId: 'd2', kind: 'edit', ...over }));
    await settled();
    expect(told).toEqual(['entry d1 1', 'd1 committed 1', `d2 ${outcome} 0`]);
  });

  it('tells every author of a failed batch, and shows nothing of it', async () => {
    const { log, told, failures, committer, submit } = createCommitter();
    const full = new Error('disk full');
    log.fail(full);
    submit(numbered(1));
    submit(numbered(2));
    await settled();
    expect(told).toEqual(['doubt lobby', 'd1 unavailable 0', 'd2 unavailable 0']);
    expect(failures).toEqual([full]);
    expect(committer.healthy).toBe(false);
  });

  it('has its doubts about each room of a failed batch, before its authors hear of it', async () => {
    const { log, told, submit } = createCommitter();
    log.fail(new Error('disk full'));
    submit(numbered(1));
    submit({ ...numbered(2), room: 'garden' });
    submit(numbered(3));
    await settled();
    expect(told).toEqual([
      'doubt lobby',
      'doubt garden',
      'd1 unavailable 0',
      'd2 unavailable 0',
      'd3 unavailable 0',
    ]);
  });

  it('heals with the first batch that succeeds', async () => {
    const { log, clock, told, committer, submit } = createCommitter();
    log.fail(new Error('disk full'));
    submit(numbered(1));
    await settled();
    log.fail();
    expect(committer.healthy).toBe(false);
    submit(numbered(1));
    await settled();
    expect(committer.healthy).toBe(true);
    expect(told).toEqual(['doubt lobby', 'd1 unavailable 0', 'entry d1 1', 'd1 committed 1']);
    expect(clock.waiting).toBe(0);
  });

  it('asks a log that failed once a second whether it works, and heals by itself', async () => {
    const { log, clock, told, committer, submit } = createCommitter();
    log.fail(new Error('disk full'));
    submit(numbered(1));
    await settled();
    for (const probes of [1, 2, 3]) {
      clock.advance(999);
      await settled();
      expect([log.probes, committer.healthy]).toEqual([probes - 1, false]);
      clock.advance(1);
      await settled();
      expect([log.probes, committer.healthy]).toEqual([probes, false]);
    }
    log.fail();
    clock.advance(1_000);
    await settled();
    expect(committer.healthy).toBe(true);
    expect(told).toEqual(['doubt lobby', 'd1 unavailable 0']);
  });

  it('asks nothing of a log that works', async () => {
    const { log, clock, submit } = createCommitter();
    submit(numbered(1));
    await settled();
    clock.advance(10_000);
    expect([log.probes, clock.waiting]).toEqual([0, 0]);
    log.fail(new Error('disk full'));
    submit(numbered(2));
    await settled();
    log.fail();
    clock.advance(1_000);
    await settled();
    clock.advance(10_000);
    expect([log.probes, clock.waiting]).toEqual([1, 0]);
  });

  it('acknowledges as a twin the retry of a draft whose answer was lost', async () => {
    const { log, told, submit } = createCommitter();
    log.loseAnswers(true);
    submit(numbered(1));
    await settled();
    log.loseAnswers(false);
    submit(numbered(1));
    await settled();
    expect(told).toEqual(['doubt lobby', 'd1 unavailable 0', 'twin lobby 1', 'd1 twin 1']);
  });

  it('leaves nothing behind when it is closed while the log fails', async () => {
    const { log, clock, committer, submit } = createCommitter();
    log.fail(new Error('disk full'));
    submit(numbered(1));
    await settled();
    expect(clock.waiting).toBe(1);
    await committer.close();
    expect(clock.waiting).toBe(0);
  });

  it('commits the batch behind one that failed', async () => {
    const log = new MemoryLog();
    const told: string[] = [];
    const committer = new Committer(log, new ManualClock(), {
      onEntry: () => {},
      onTwin: () => {},
      onDoubt: () => {},
      onFailure: () => log.fail(),
    });
    const submit = (record: DraftRecord) =>
      committer.submit(record, (outcome) => void told.push(`${record.draftId} ${outcome}`));
    log.hold();
    submit(numbered(1));
    await settled();
    submit(numbered(2));
    log.fail(new Error('disk full'));
    log.release();
    await settled();
    expect(told).toEqual(['d1 unavailable', 'd2 committed']);
  });

  it('takes a draft from within an author’s callback', async () => {
    const { log, committer } = createCommitter();
    committer.submit(numbered(1), () => void committer.submit(numbered(2), () => {}));
    await settled();
    expect(log.rooms.get('lobby')).toHaveLength(2);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'commits a draft that comes %i microtasks after the last batch',
    async (microtasks) => {
      const { log, committer } = createCommitter();
      const later = async () => {
        for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
        committer.submit(numbered(2), () => {});
      };
      committer.submit(numbered(1), () => void later());
      await settled();
      expect(log.rooms.get('lobby')).toHaveLength(2);
    },
  );

  it('closes at once when nothing was submitted', async () => {
    await createCommitter().committer.close();
  });

  it('is closed only after the last batch, and takes nothing more', async () => {
    const { log, committer, submit } = createCommitter();
    log.hold();
    submit(numbered(1));
    await settled();
    submit(numbered(2));
    let closed = false;
    void committer.close().then(() => (closed = true));
    expect(submit(numbered(3))).toBe(false);
    await settled();
    expect(closed).toBe(false);
    log.release();
    await settled();
    expect([closed, log.rooms.get('lobby')?.length]).toEqual([true, 2]);
  });
});
