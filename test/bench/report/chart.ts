// Bars as SVG: one panel for each scenario, each with a scale of its own, in light and in dark.

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly told: string;
  readonly isOurs: boolean;
}

export interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const width = 760;
const labelWidth = 140;
const valueWidth = 100;
const barHeight = 18;
const barStep = 26;
const panelGap = 22;
const titleHeight = 30;

const style = `
    text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
    .heading { font-size: 15px; font-weight: 600; }
    .title { font-weight: 600; }
    .note { fill: #59636e; font-size: 12px; }
    .ours { fill: #0a6b50; }
    .other { fill: #a9b4c0; }
    .line { stroke: #d1d9e0; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .note { fill: #9198a1; }
      .ours { fill: #3fb68b; }
      .other { fill: #57616d; }
      .line { stroke: #3d444d; }
    }`;

export function barChart(heading: string, note: string, panels: readonly Panel[]): string {
  const body: string[] = [];
  let y = 58;
  for (const { title, bars } of panels) {
    const largest = Math.max(...bars.map(({ value }) => value));
    body.push(`<text class="title" x="0" y="${y + 14}">${escaped(title)}</text>`);
    y += titleHeight;
    body.push(
      `<line class="line" x1="${labelWidth}" x2="${labelWidth}" y1="${y - 4}" y2="${y + bars.length * barStep - 4}"/>`,
    );
    for (const { label, value, told, isOurs } of bars) {
      const length = Math.max(1, ((width - labelWidth - valueWidth) * value) / largest);
      const middle = y + barHeight / 2 + 4.5;
      body.push(
        `<text x="${labelWidth - 10}" y="${middle}" text-anchor="end"${isOurs ? ' class="title"' : ''}>${escaped(label)}</text>`,
        `<rect class="${isOurs ? 'ours' : 'other'}" x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>`,
        `<text x="${(labelWidth + length + 8).toFixed(1)}" y="${middle}"${isOurs ? ' class="title"' : ''}>${escaped(told)}</text>`,
      );
      y += barStep;
    }
    y += panelGap;
  }
  const height = y - panelGap + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(heading)}">
  <style>${style}
  </style>
  <text class="heading" x="0" y="18">${escaped(heading)}</text>
  <text class="note" x="0" y="38">${escaped(note)}</text>
  ${body.join('\n  ')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
