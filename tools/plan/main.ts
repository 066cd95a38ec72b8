// npm run plan: what a crowd needs.
import { constants } from './constants.ts';
import { readCommandLine, usage, WishError } from './command-line.ts';
import { writeDocument } from './document.ts';
import { planFor } from './plan.ts';
import { recommendation, reportOf } from './report.ts';

try {
  const command = readCommandLine(process.argv.slice(2));
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      break;
    case 'document':
      await writeDocument();
      break;
    case 'plan': {
      const plan = planFor(command.wish, constants);
      const { json } = command;
      process.stdout.write(
        json
          ? `${JSON.stringify({ ...plan, recommendation: recommendation(plan) }, null, 2)}\n`
          : reportOf(plan),
      );
    }
  }
} catch (error) {
  if (!(error instanceof WishError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
