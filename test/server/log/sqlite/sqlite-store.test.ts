import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DraftRecord } from '../../../../server/log/log.ts';
import { LogDamaged } from '../../../../server/log/sqlite/failures.ts';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** An empty log that a store writes, and one's own look at its file. */
function openStore() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  const store = new SqliteStore(path);
  const database = openForReading(path);
  const reader = new SqliteReader(database, path);
  onTestFinished(() => {
    database.close();
    store.close();
    folder[Symbol.dispose]();
  });
  return {
    path,
    store,
    seqs: (room: string) => reader.read(room, { after: 0, limit: 10_000 }).entries.map(({ seq }) => seq),
    /** One value out of the file. */
    look: (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0],
  };
}

const old = (count: number, over: Partial<DraftRecord> = {}) =>
  Array.from({ length: count }, (_, index) => draft(`${index}`, { at: 10, ...over }));

const refused = draft('refused', { body: null as never });

describe('a batch that fails', () => {
  it('leaves nothing of itself, not even a room', () => {
    const { store, look } = openStore();
    expect(() => store.append([draft('one'), draft('two', { room: 'garden' }), refused])).toThrow(
      'NOT NULL constraint failed: entry.body',
    );
    expect([look('SELECT count(*) FROM entry'), look('SELECT count(*) FROM room')]).toEqual([0, 0]);
  });

  it('takes no seq, and stands in no later batch’s way', () => {
    const { store, seqs, look } = openStore();
    store.append([draft('one')]);
    expect(() => store.append([draft('two'), draft('a', { room: 'garden' }), refused])).toThrow();
    expect(store.append([draft('b', { room: 'garden' })])).toEqual([{ outcome: 'committed', seq: 1 }]);
    expect(look("SELECT head FROM room WHERE name = 'lobby'")).toBe(1);
    expect(store.append([draft('two')])).toEqual([{ outcome: 'committed', seq: 2 }]);
    expect([seqs('lobby'), seqs('garden')]).toEqual([[1, 2], [1]]);
  });
});

describe('a damaged log', () => {
  it('is written no more', () => {
    const { path, store, look } = openStore();
    store.append([draft('one')]);
    meddle(path, "UPDATE entry SET body = '{}'");
    const damage = new LogDamaged(path, 'entry 1 is not as it was written');
    const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });
    expect(() => store.append([draft('two'), removal])).toThrow(damage);
    expect(() => store.append([draft('three')])).toThrow(damage);
    expect(() => store.probe()).toThrow(damage);
    expect(look('SELECT count(*) FROM entry')).toBe(1);
  });

  it('gives no twin of what nobody wrote', () => {
    const { path, store } = openStore();
    store.append([draft('one')]);
    meddle(path, `UPDATE entry SET body = '${draft('other').body}'`);
    expect(() => store.append([draft('one')])).toThrow(LogDamaged);
  });

  it('empties no edit that nobody wrote', () => {
    const { path, store } = openStore();
    const edit = draft('', { draftId: 'e', kind: 'edit', ref: 1, body: '{"ref":1,"text":"uno"}' });
    const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });
    store.append([draft('one'), edit]);
    meddle(path, "UPDATE entry SET participant = 'bo' WHERE seq = 2");
    expect(() => store.append([removal])).toThrow(new LogDamaged(path, 'entry 2 is not as it was written'));
  });

  it('is not made to look whole by an erasure', () => {
    const { path, store } = openStore();
    store.append([draft('one')]);
    meddle(path, 'UPDATE entry SET at = at + 1');
    expect(() => store.erase('ann')).toThrow(LogDamaged);
  });

  it('is not what a batch found that failed for another reason', () => {
    const { store } = openStore();
    expect(() => store.append([refused])).toThrow();
    expect(store.append([draft('one')])).toEqual([{ outcome: 'committed', seq: 1 }]);
  });
});

it('counts on in every room, though these are more than it keeps in mind', () => {
  const { store, look } = openStore();
  const rooms = Array.from({ length: 10_001 }, (_, index) => `room-${index}`);
  store.append(rooms.map((room) => draft('one', { room })));
  const again = store.append(rooms.map((room) => draft('two', { room })));
  expect(again.every(({ outcome, seq }) => outcome === 'committed' && seq === 2)).toBe(true);
  expect([look('SELECT count(*) FROM room'), look('SELECT sum(head) FROM room')]).toEqual([10_001, 20_002]);
});

it('writes something else at each probe', () => {
  const { store, look } = openStore();
  const probe = () => {
    store.probe();
    return look("SELECT value FROM meta WHERE key = 'probe'");
  };
  const first = probe();
  expect(first).toMatch(/./);
  expect(probe()).not.toBe(first);
  expect(look("SELECT count(*) FROM meta WHERE key = 'probe'")).toBe(1);
});

describe('expiry', () => {
  it('takes 500 entries at once, and goes on in the same room', () => {
    const { store, seqs } = openStore();
    store.append([...old(700), draft('young', { at: 30 })]);
    expect(store.expire(30, 0)).toEqual({ next: 1, expired: [{ room: 'lobby', seq: 500 }] });
    expect(seqs('lobby')[0]).toBe(501);
    expect(store.expire(30, 1)).toEqual({ next: 2, expired: [{ room: 'lobby', seq: 700 }] });
    expect(seqs('lobby')).toEqual([701]);
    expect(store.expire(30, 2).next).toBeUndefined();
  });

  it('stops after 500 entries of several rooms, and goes on with the next', () => {
    const { store, seqs } = openStore();
    for (const room of ['a', 'b', 'c']) store.append(old(250, { room }));
    expect(store.expire(30, 0).next).toBe(3);
    expect(['a', 'b', 'c'].map((room) => seqs(room).length)).toEqual([0, 0, 250]);
    expect(store.expire(30, 3).next).toBe(4);
    expect(seqs('c')).toEqual([]);
  });

  it('looks at 200 rooms at once', () => {
    const { store, look } = openStore();
    store.append(Array.from({ length: 201 }, (_, index) => draft('', { room: `room-${index}`, at: 10 })));
    expect(store.expire(30, 0).next).toBe(201);
    expect(look('SELECT count(*) FROM entry')).toBe(1);
    expect(store.expire(30, 201).next).toBe(202);
    expect(look('SELECT count(*) FROM entry')).toBe(0);
  });
});

describe('erasing a participant', () => {
  it('keeps the epoch that it took, and takes none where nothing is theirs', () => {
    const { store, look } = openStore();
    const { epoch } = store;
    expect(look("SELECT value FROM meta WHERE key = 'epoch'")).toBe(epoch);
    store.append([draft('one')]);
    store.erase('bo');
    expect([store.epoch, look("SELECT value FROM meta WHERE key = 'epoch'")]).toEqual([epoch, epoch]);
    store.erase('ann');
    expect(store.epoch).not.toBe(epoch);
    expect(look("SELECT value FROM meta WHERE key = 'epoch'")).toBe(store.epoch);
  });

  it('takes an id for what was theirs that tells it was erased', () => {
    const { store, look } = openStore();
    store.append([draft('one')]);
    store.erase('ann');
    expect(look('SELECT participant FROM entry')).toMatch(/^erased-[\da-f-]{36}$/);
  });
});
