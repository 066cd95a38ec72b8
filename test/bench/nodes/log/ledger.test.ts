import { describe, expect, it } from 'vitest';
import { MemoryLog } from '../../../support/memory-log.ts';
import { draftOf } from '../../load/drafts.ts';
import { Ledger } from './ledger.ts';

const drafts = [1, 2, 3].map(draftOf);
const { room } = draftOf(0);

/** A log that holds the first `kept`, and a ledger that heard of all three. */
async function heldAgainst(kept: number, seqs = [1, 2, 3]): Promise<readonly string[]> {
  const log = new MemoryLog();
  await log.append(drafts.slice(0, kept));
  const ledger = new Ledger();
  drafts.forEach(({ draftId }, index) => ledger.acknowledged(draftId, seqs[index]!));
  return ledger.faults(log, room);
}

describe('Ledger', () => {
  it('finds nothing wrong where all is as it was told', async () => {
    expect(await heldAgainst(3)).toEqual([]);
  });

  it('finds what was acknowledged and is not there', async () => {
    expect(await heldAgainst(2)).toEqual(['1 were acknowledged and are not in the log.']);
  });

  it('finds what stands elsewhere than was told', async () => {
    expect(await heldAgainst(3, [1, 3, 2])).toEqual(['2 stand under another seq than was told.']);
  });

  it('finds a hole', async () => {
    const log = new MemoryLog();
    await log.append(drafts);
    log.rooms.get(room)!.splice(1, 1);
    const ledger = new Ledger();
    for (const index of [0, 2]) ledger.acknowledged(drafts[index]!.draftId, index + 1);
    expect(await ledger.faults(log, room)).toEqual(['1 seqs are missing before others.']);
  });

  it('finds what nobody was told of, and what was told twice', async () => {
    const log = new MemoryLog();
    await log.append(drafts);
    const ledger = new Ledger();
    for (const index of [0, 1, 1]) ledger.acknowledged(drafts[index]!.draftId, index + 1);
    expect(await ledger.faults(log, room)).toEqual([
      '1 were acknowledged twice.',
      '1 are in the log twice, or were never acknowledged.',
    ]);
  });

  it('reads further than one page', async () => {
    const log = new MemoryLog();
    const many = Array.from({ length: 1_100 }, (_, index) => draftOf(index));
    await log.append(many);
    const ledger = new Ledger();
    many.forEach(({ draftId }, index) => ledger.acknowledged(draftId, index + 1));
    expect(await ledger.faults(log, room)).toEqual([]);
  });
});
