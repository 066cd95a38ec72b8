// A disk that changes bits: each change is noticed or changes nothing that anybody reads.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EntryRecord } from '../../server/log/log.ts';
import { openFailure, problemOf } from '../../server/log/sqlite/failures.ts';
import { openForReading, openForWriting } from '../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../support/drafts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { seeded } from './disk/seeded-random.ts';

const flips = process.env.FAULTS === 'long' ? 2_000 : 200;

const rooms = ['lobby', 'garden', 'kitchen'];

interface Outcome {
  readonly noticed: number;
  readonly harmless: number;
  /** The newest entries were gone, and nothing else was wrong. */
  readonly shorter: number;
}

it('serves no text that nobody wrote, whichever bit of the file changes', { timeout: 120_000 }, () => {
  using folder = temporaryFolder();
  const path = write(folder.path);
  const truth = readAll(path);
  const outcome = flipBits(folder.path, '', truth);
  console.log(`${flips} bits changed in the file: ${outcome.noticed} noticed, ${outcome.harmless} harmless`);
  expect(outcome.noticed + outcome.harmless).toBe(flips);
  expect(outcome.noticed).toBeGreaterThan(flips / 4);
});

it('reads the write-ahead log of a killed process up to the bit that changed', { timeout: 120_000 }, () => {
  using folder = temporaryFolder();
  const path = write(folder.path, false);
  const truth = readAll(path);
  const outcome = flipBits(folder.path, '-wal', truth);
  console.log(
    `${flips} bits changed in the write-ahead log: ${outcome.noticed} noticed, ${outcome.harmless} harmless, ${outcome.shorter} shorter`,
  );
  expect(outcome.noticed + outcome.harmless + outcome.shorter).toBe(flips);
});

function write(folder: string, tidy = true): string {
  const path = join(folder, 'log.sqlite');
  const store = new SqliteStore(path);
  for (let batch = 0; batch < 60; batch++)
    store.append(
      rooms.map((room) => draft(`message ${batch} `.repeat(1 + (batch % 9)), { room, draftId: `d${batch}` })),
    );
  if (tidy) store.close();
  return path;
}

/** What each room reads; throws where something is noticed. */
function readAll(path: string): readonly (readonly EntryRecord[])[] {
  const database = openForReading(path);
  try {
    const reader = new SqliteReader(database, path);
    return rooms.map((room) => reader.read(room, { after: 0, limit: 1_000 }).entries);
  } finally {
    database.close();
  }
}

/** Changes one bit at a time of the file with this ending. */
function flipBits(folder: string, ending: string, truth: ReturnType<typeof readAll>): Outcome {
  const random = seeded(11);
  const original = new Map(
    ['', '-wal'].flatMap((end) => {
      const file = join(folder, `log.sqlite${end}`);
      return existsSync(file) ? [[end, readFileSync(file)] as const] : [];
    }),
  );
  const count = { noticed: 0, harmless: 0, shorter: 0 };
  const path = join(folder, 'flipped.sqlite');
  for (let flip = 0; flip < flips; flip++) {
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    for (const [end, bytes] of original)
      writeFileSync(path + end, end === ending ? flipped(bytes, random) : bytes);
    count[judge(path, truth)]++;
  }
  return count;
}

function judge(path: string, truth: ReturnType<typeof readAll>): keyof Outcome {
  let found: ReturnType<typeof readAll>;
  try {
    openForWriting(path).close();
    found = readAll(path);
  } catch (error) {
    // Whatever it is, there is a sentence for it.
    expect(openFailure(path, problemOf(error)).message).toMatch(/\.$/);
    return 'noticed';
  }
  const isPrefix = found.every((entries, room) =>
    entries.every((entry, place) => JSON.stringify(entry) === JSON.stringify(truth[room]![place])),
  );
  expect(isPrefix).toBe(true);
  return found.every((entries, room) => entries.length === truth[room]!.length) ? 'harmless' : 'shorter';
}

function flipped(bytes: Buffer, random: () => number): Buffer {
  const changed = Buffer.from(bytes);
  const place = Math.floor(random() * changed.length);
  changed[place]! ^= 1 << Math.floor(random() * 8);
  return changed;
}
