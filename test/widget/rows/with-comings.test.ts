import { expect } from 'chai';
import { html } from 'lit';
import type { AsideRow, Row } from '../../../widget/rows/row.ts';
import { withComings } from '../../../widget/rows/with-comings.ts';
import { entries } from '../support/frames.ts';
import { rowsFor } from '../support/log-under-test.ts';

const coming = (seq: number): AsideRow => ({
  kind: 'aside',
  key: `came ${seq}`,
  seq,
  template: () => html``,
});
const places = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'aside' ? `came ${row.seq}` : 'seq' in row ? row.seq : row.kind));

describe('withComings', () => {
  const rows = rowsFor(entries(4, 6));

  it('changes nothing where nobody came', () => {
    expect(withComings(rows, [])).to.equal(rows);
  });

  it('puts each line after what was said before it', () => {
    expect(places(withComings(rows, [coming(4), coming(6)]))).to.deep.equal([
      'day',
      4,
      'came 4',
      5,
      6,
      'came 6',
    ]);
  });

  it('puts a line after an entry that has no row behind the last row before it', () => {
    expect(places(withComings(rows, [coming(9)])).at(-1)).to.equal('came 9');
  });

  it('leaves out what was before all that is held', () => {
    expect(withComings(rows, [coming(3)])).to.deep.equal(rows);
  });
});
