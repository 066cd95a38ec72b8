import { expect } from 'chai';
import { foldMuted, type Folded } from '../../../widget/rows/fold-muted.ts';
import type { Row } from '../../../widget/rows/row.ts';
import { ann, entry, notice, removal } from '../support/frames.ts';
import { rowsFor } from '../support/log-under-test.ts';

const cy = { id: 'cy', name: 'Cy', role: 'guest' } as const;
const muted = new Map([['bo', 'Bo']]);
const nothing: ReadonlySet<string> = new Set();

/** As `2 of Bo`, or the text. */
const told = (rows: readonly (Row | Folded)[]) =>
  rows
    .filter(({ kind }) => kind !== 'day')
    .map((row) =>
      row.kind === 'folded' ? `${row.keys.length} of ${row.name}` : 'text' in row ? row.text : row.kind,
    );

describe('foldMuted', () => {
  const rows = rowsFor([
    entry(1, { from: cy }),
    entry(2),
    entry(3),
    entry(4, { from: ann }),
    entry(5),
    notice(6),
  ]);

  it('changes nothing while nobody is muted', () => {
    expect(foldMuted(rows, new Map(), nothing)).to.equal(rows);
  });

  it('puts one line in the place of a run', () => {
    expect(told(foldMuted(rows, muted, nothing))).to.deep.equal([
      'text 1',
      '2 of Bo',
      'text 4',
      '1 of Bo',
      'notice 6',
    ]);
  });

  it('keeps two muted people apart', () => {
    const both = new Map([...muted, ['cy', 'Cy']]);
    expect(told(foldMuted(rows, both, nothing)).slice(0, 2)).to.deep.equal(['1 of Cy', '2 of Bo']);
  });

  it('shows what the reader wants to see all the same', () => {
    const line = foldMuted(rows, muted, nothing).find((row) => row.kind === 'folded')!;
    const shown = foldMuted(rows, muted, new Set(line.keys));
    expect(told(shown)).to.deep.equal(['text 1', 'text 2', 'text 3', 'text 4', '1 of Bo', 'notice 6']);
  });

  it('never folds what one said oneself', () => {
    expect(told(foldMuted(rows, new Map([['ann', 'Ann']]), nothing))).to.include('text 4');
  });

  it('leaves a message alone that was taken back', () => {
    const gone = rowsFor([entry(1), removal(2, 1)]);
    expect(told(foldMuted(gone, muted, nothing))).to.deep.equal(['removed']);
  });
});
