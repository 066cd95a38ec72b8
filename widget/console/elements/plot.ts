// Small plots of our own: a line over its area, and a bar. The numbers stand beside them in words.
import { svg, html, nothing, type TemplateResult } from 'lit';

const width = 120;
const height = 32;
/** So that the line is not cut at the top. */
const margin = 2;

/** A path through the values, the newest at the right; nothing is drawn through fewer than two. */
export function lineOf(values: readonly number[], most = Math.max(1, ...values)): string {
  if (values.length < 2) return '';
  const step = width / (values.length - 1);
  const y = (value: number) => height - margin - (value / most) * (height - 2 * margin);
  return values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${rounded(index * step)} ${rounded(y(value))}`)
    .join('');
}

export function plot(values: readonly number[], label: string): TemplateResult {
  const line = lineOf(values);
  return html`<svg
    class="plot"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${
      line === ''
        ? nothing
        : svg`<path class="area" d="${line}L${width} ${height}L0 ${height}Z" /><path class="line" d=${line} vector-effect="non-scaling-stroke" />`
    }
  </svg>`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
