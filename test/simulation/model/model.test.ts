// The server's core against a model of it: whatever is done in whatever order, both say the same.
import fc from 'fast-check';
import { it } from 'vitest';
import { command, everybodyEnters } from './commands.ts';
import { Model } from './model.ts';
import { Real } from './real.ts';

const sequences = 2_000;

it('says what an array for each room would say, whatever is done', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([command], { maxCommands: 40, size: 'max' }),
      fc.nat(),
      async (sequence, seed) => {
        const setUp = { model: new Model(), real: new Real(seed) };
        await everybodyEnters(setUp.model, setUp.real);
        await fc.asyncModelRun(() => setUp, sequence);
      },
    ),
    { numRuns: sequences },
  );
});
