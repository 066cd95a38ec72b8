// Twice the text is twice the work, for every function that takes a stranger's text. Work is counted, so that the
// answer is the same on every machine; how long it takes, `npm run bench:text` tells.
import { describe, expect, it } from 'vitest';
import { countSteps } from '../../support/steps.ts';
import { slowTexts, slowUnits, textFunctions } from '../../support/text-functions.ts';

/** At twice the length; a function that is done at once has its own steps, which count for little. */
const most = 2.3;
const lengths = [400, 800, 1_600] as const;

describe.each(Object.entries(textFunctions))('%s', (_name, run) => {
  it('takes twice the work for twice the text, whatever the text', () => {
    const steep = slowUnits.filter((units) => {
      const [small, double, fourfold] = lengths.map((length) => {
        const texts = units.flatMap((unit) => slowTexts(unit, length));
        return countSteps(() => texts.forEach((text) => run(text)));
      });
      return double! / small! > most || fourfold! / double! > most;
    });
    expect(steep).toEqual([]);
  });
});

describe('the count of steps', () => {
  it.each<[string, (text: string) => unknown]>([
    ['a text that is copied for each character', (text) => Array.from(text, (_one, at) => text.slice(at))],
    ['marks that are normalized as they came', (text) => text.normalize('NFC')],
    ['a host that is parsed as it came', (text) => URL.canParse(`https://x${text}`)],
  ])('sees %s', (_what, run) => {
    const [small, double] = [1_000, 2_000].map((length) => {
      const text = '\u0301\u0316'.repeat(length / 2);
      return countSteps(() => run(text));
    });
    expect(double! / small!).toBeGreaterThan(3);
  });
});
