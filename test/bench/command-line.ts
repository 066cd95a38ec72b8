// What a run of the bench is asked for.
import { parseArgs } from 'node:util';
import { scenarios, type Scenario, type Size, type SuiteName } from './scenarios.ts';
import { targets, type Target } from './targets.ts';

export interface Asked {
  readonly suite: SuiteName;
  readonly scenarios: readonly Scenario[];
  readonly targets: readonly Target[];
  readonly size: Size;
  readonly rounds: number;
  /** Where processor profiles of Node servers go, if they are wanted. */
  readonly profiles: string | undefined;
  /** Whether all of it is measured, so that it may be published. */
  readonly isWhole: boolean;
}

export const usage = `npm run bench [-- flags]           who delivers at what cost
npm run bench:slow [-- flags]      what readers that never read cost
npm run bench:storm [-- flags]     ten thousand that come back at once

  --quick               short and rough, for development; publishes nothing
  --scenario=NAME       only this one; repeat for more: ${scenarios.map(({ name }) => name).join(', ')}
  --target=NAME         only this one; repeat for more: ${targets.map(({ name }) => name).join(', ')}
  --rounds=N            how often everyone is measured in turn; 3 unless said otherwise, 1 with --quick
  --profile=FOLDER      processor profiles of the servers that run on Node go there
  --redraw              nothing is measured: tables and charts are made anew from the numbers kept
  --ceiling             how much the load generator itself can count
`;

export type Wish =
  | { readonly kind: 'measure'; readonly asked: Asked }
  | { readonly kind: 'help' }
  | { readonly kind: 'ceiling' }
  | { readonly kind: 'redraw'; readonly suite: SuiteName };

export function readCommandLine(args: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      ceiling: { type: 'boolean', default: false },
      redraw: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      scenario: { type: 'string', multiple: true, default: [] },
      target: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  if (values.help) return { kind: 'help' };
  if (values.ceiling) return { kind: 'ceiling' };
  const suite = (positionals[0] ?? 'delivery') as SuiteName;
  if (values.redraw) return { kind: 'redraw', suite };
  const size = values.quick ? 'quick' : 'whole';
  return {
    kind: 'measure',
    asked: {
      suite,
      scenarios: chosen(
        scenarios.filter((scenario) => scenario.suite === suite),
        values.scenario,
      ),
      targets: chosen(targets, values.target),
      size,
      rounds: Number(values.rounds ?? (size === 'quick' ? 1 : 3)),
      profiles: values.profile,
      isWhole:
        size === 'whole' &&
        values.scenario.length + values.target.length === 0 &&
        values.profile === undefined,
    },
  };
}

function chosen<Named extends { readonly name: string }>(
  all: readonly Named[],
  names: readonly string[],
): readonly Named[] {
  if (names.length === 0) return all;
  const unknown = names.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no “${unknown}” here. Name one of ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name }) => names.includes(name));
}
