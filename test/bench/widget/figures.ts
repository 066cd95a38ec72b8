// The figures that the widget is held to, and what was measured of each.
import { median } from '../report/runs.ts';
import type { Samples } from './measure.ts';

export interface Figure {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

interface Bound {
  readonly what: string;
  readonly most: number;
  readonly unit: string;
  readonly decimals?: number;
  readonly of: string;
  /** Where once is too often, the worst of all counts; otherwise what is usual. */
  readonly by?: 'median' | 'worst';
}

const bounds: readonly Bound[] = [
  { what: 'the script', most: 32_000, unit: 'bytes', of: 'size script' },
  { what: 'all that is loaded later', most: 75_000, unit: 'bytes', of: 'size later' },
  { what: 'loading and running the script, at 4x', most: 45, unit: 'ms', of: 'script ws-chat' },
  { what: '50 messages painted after their data, at 4x', most: 200, unit: 'ms', of: 'painted' },
  {
    what: 'layout shift of the page, chat in its text',
    most: 0,
    unit: '',
    decimals: 3,
    of: 'shift',
    by: 'worst',
  },
  {
    what: 'layout shift of the page, chat in its corner',
    most: 0,
    unit: '',
    decimals: 3,
    of: 'shift corner',
    by: 'worst',
  },
  { what: 'longest task until all is there, at 4x', most: 50, unit: 'ms', of: 'long task' },
  { what: 'longest task with opening it in its corner, at 4x', most: 50, unit: 'ms', of: 'long task corner' },
  {
    what: '100 messages a second, at 4x: frames over 50 ms',
    most: 0,
    unit: '',
    of: 'frames over 50 ms at 100',
  },
  {
    what: '100 messages a second, at 4x: rendering',
    most: 15,
    unit: '%',
    decimals: 1,
    of: 'rendering at 100',
  },
  {
    what: '1,000 messages a second, at 4x: frame p95',
    most: 34,
    unit: 'ms',
    decimals: 1,
    of: 'frame p95 at 1000',
  },
  ...['off', 'on'].map((anchoring): Bound => ({
    what: `50 older messages come, scroll anchoring ${anchoring}: shift`,
    most: 0,
    unit: 'px',
    of: `prepend, anchoring ${anchoring}`,
    by: 'worst',
  })),
  ...['image', 'font', 'reaction'].flatMap((growth): Bound[] => [
    {
      what: `late ${growth}, reading back: shift`,
      most: 0,
      unit: 'px',
      of: `late ${growth}, back`,
      by: 'worst',
    },
    {
      what: `late ${growth}, at the bottom: away from it`,
      most: 0,
      unit: 'px',
      of: `late ${growth}, bottom`,
      by: 'worst',
    },
  ]),
  { what: 'an hour at 10 messages a second: elements', most: 5_000, unit: '', of: 'hour elements' },
  {
    what: 'an hour at 10 messages a second: heap grown',
    most: 5,
    unit: 'MB',
    decimals: 1,
    of: 'hour growth',
  },
];

/** Those that were measured. */
export function figuresOf(samples: Samples): readonly Figure[] {
  return bounds.flatMap(({ what, most, unit, decimals = 0, of, by = 'median' }) => {
    const values = samples[of];
    if (!values) return [];
    const value = by === 'median' ? median(values) : Math.max(...values);
    const all = by === 'worst' && values.length > 1 ? ` in ${within(values, most)} of ${values.length}` : '';
    return [
      {
        what,
        wanted: `at most ${told(most, 0, unit)}`,
        measured: `${told(value, decimals, unit)}${all && `, met${all}`}`,
        isMet: value <= most,
      },
    ];
  });
}

const within = (values: readonly number[], most: number) => values.filter((value) => value <= most).length;

export function told(value: number, decimals: number, unit = ''): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return `${value.toLocaleString('en', digits)} ${unit}`.trim();
}
