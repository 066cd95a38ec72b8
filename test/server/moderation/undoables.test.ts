import { describe, expect, it } from 'vitest';
import {
  mostUndoables,
  undoableBytes,
  undoMs,
  Undoables,
  type KeptText,
} from '../../../server/moderation/undoables.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const by = { id: 'mo', name: 'Mo', role: 'moderator' } as const;
const keyOf = (draftId: string) => ({ room: 'lobby', by: 'mo', draftId });
const text = (ref: number, characters = 10): KeptText => ({
  ref,
  removal: ref + 1,
  taken: { text: 'x'.repeat(characters) },
});

function createUndoables() {
  const clock = new ManualClock();
  const undoables = new Undoables(clock);
  const remove = (draftId: string, ...texts: KeptText[]) =>
    undoables.add(keyOf(draftId), { by, asks: 'clear', reversal: { kind: 'removals', texts, isAll: true } });
  return { clock, undoables, remove, has: (draftId: string) => undoables.find(keyOf(draftId)) !== undefined };
}

describe('what can be undone', () => {
  it('is no more than so many acts, of which the oldest go', () => {
    const { remove, has } = createUndoables();
    for (let index = 0; index <= mostUndoables; index++) remove(`d${index}`, text(index));
    expect([has('d0'), has('d1'), has(`d${mostUndoables}`)]).toEqual([false, true, true]);
  });

  it('is no more than so many bytes, of which the oldest go', () => {
    const { undoables, remove, has } = createUndoables();
    const third = undoableBytes / 3 / 2;
    for (const draftId of ['d1', 'd2', 'd3']) remove(draftId, text(1, third));
    expect([has('d1'), has('d2'), has('d3')]).toEqual([false, true, true]);
    expect(undoables.bytes).toBeLessThanOrEqual(undoableBytes);
  });

  it('is a part of what is too much by itself, and is told to be one', () => {
    const { undoables, remove } = createUndoables();
    const third = undoableBytes / 3 / 2;
    remove('d1', text(1));
    for (let ref = 1; ref <= 4; ref++) remove('d2', text(ref, third));
    const { reversal } = undoables.find(keyOf('d2'))!;
    expect(reversal).toMatchObject({ kind: 'removals', isAll: false, texts: [{ ref: 1 }, { ref: 2 }] });
    expect(undoables.find(keyOf('d1'))).toBeUndefined();
    expect(undoables.bytes).toBeLessThanOrEqual(undoableBytes);
  });

  it('goes by itself after ten minutes, by one timer, and at once when it is cleared', () => {
    const { clock, undoables, remove } = createUndoables();
    remove('d1', text(1));
    clock.advance(undoMs / 2);
    remove('d2', text(2));
    expect(clock.waiting).toBe(1);
    clock.advance(undoMs / 2);
    const { bytes } = undoables;
    expect(bytes).toBeGreaterThan(0);
    clock.advance(undoMs / 2);
    expect([undoables.bytes, clock.waiting]).toEqual([0, 0]);
    remove('d3', text(3));
    undoables.clear();
    expect([undoables.bytes, clock.waiting]).toEqual([0, 0]);
  });
});
