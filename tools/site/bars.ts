// A chart of bars: a table, so that it can be read without seeing it, with the bars as SVG in the page’s own colours.
import { escaped } from './html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly isOurs?: boolean;
}

export interface Chart {
  readonly title: string;
  /** What is better, and what else one has to know. */
  readonly note: string;
  /** When and where, as a sentence. */
  readonly conditions: string;
  readonly unit: string;
  readonly decimals?: number;
  readonly bars: readonly Bar[];
}

export function barChart({ title, note, conditions, unit, decimals = 0, bars }: Chart): string {
  const largest = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, isOurs = false }) => {
    const share = Math.max(0.4, (value / largest) * 100).toFixed(1);
    return `<tr${isOurs ? ' class="ours"' : ''}><th scope="row">${escaped(label)}</th><td class="bar"><svg width="100%" height="16" aria-hidden="true"><rect width="${share}%" height="16" rx="2"/></svg></td><td class="value">${told(value, decimals)}</td></tr>`;
  });
  return `<figure class="chart">
<figcaption><strong>${escaped(title)}</strong> ${escaped(note)}</figcaption>
<table class="bars">
<thead><tr><th scope="col"><span class="unseen">Who or what</span></th><td></td><th scope="col" class="value">${escaped(unit)}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p class="conditions">${escaped(conditions)}</p>
</figure>`;
}

export function told(value: number, decimals = 0): string {
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
