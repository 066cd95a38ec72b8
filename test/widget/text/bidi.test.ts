import { expect } from 'chai';
import fc from 'fast-check';
import { balanced } from '../../../widget/text/bidi.ts';
import { effortOf } from '../support/effort.ts';

const [lre, rle, pdf, lro, rlo] = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'];
const [lri, rli, fsi, pdi] = ['\u2066', '\u2067', '\u2068', '\u2069'];
const controls = [lre, rle, pdf, lro, rlo, lri, rli, fsi, pdi];
const text = fc
  .array(fc.constantFrom(...controls, 'a', 'א', '\n'), { maxLength: 40 })
  .map((all) => all.join(''));

describe('direction controls', () => {
  for (const [what, source, result] of [
    ['leaves a text without any as it is', 'abc אבג', 'abc אבג'],
    ['leaves pairs as they are', `a${rlo}b${pdf}${lri}c${pdi}`, `a${rlo}b${pdf}${lri}c${pdi}`],
    ['closes an override', `a${rlo}b`, `a${rlo}b${pdf}`],
    ['closes isolates and embeddings, the inner first', `${rli}${lre}a`, `${rli}${lre}a${pdf}${pdi}`],
    ['drops what closes nothing', `a${pdf}b${pdi}c`, 'abc'],
    ['lets no embedding close as an isolate', `${lre}a${pdi}b`, `${lre}ab${pdf}`],
    ['counts the isolates', `${lri}${pdi}${lre}a${pdi}b`, `${lri}${pdi}${lre}ab${pdf}`],
    ['closes an embedding at the end of its isolate', `${fsi}${rle}a${pdi}b`, `${fsi}${rle}a${pdf}${pdi}b`],
    ['lets no embedding close from within an isolate', `${lro}${lri}${pdf}a`, `${lro}${lri}a${pdi}${pdf}`],
  ] as const)
    it(what, () => {
      expect(balanced(source)).to.equal(result);
    });

  it('are in pairs after that, whatever they were', () => {
    fc.assert(
      fc.property(text, (source) => {
        const ends: string[] = [];
        for (const unit of balanced(source)) {
          if (unit === pdf || unit === pdi) expect(ends.pop()).to.equal(unit);
          else if (controls.includes(unit)) ends.push(unit < lri ? pdf : pdi);
        }
        expect(ends).to.deep.equal([]);
      }),
    );
  });

  it('are all that changes', () => {
    const without = (source: string) => source.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
    fc.assert(
      fc.property(text, (source) => {
        expect(without(balanced(source))).to.equal(without(source));
        expect(balanced(balanced(source))).to.equal(balanced(source));
      }),
    );
  });

  for (const unit of [rlo, lri, pdf, pdi, lro + pdi, lri + pdf, lri + rlo + pdi])
    it(`take twice the work for twice of ${JSON.stringify(unit)}`, () => {
      const effort = (times: number) => effortOf(() => balanced(unit.repeat(times)));
      expect(effort(2_000) / effort(1_000)).to.be.below(2.3);
    });
});
