// Rows of text as a terminal shows them, and as Markdown has them.

export type Rows = readonly (readonly string[])[];

export function terminalTable(rows: Rows): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}

export function markdownTable([heading, ...rows]: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = heading!.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(heading!), line(rule), ...rows.map(line)].join('\n');
}

/** A number as people read it. */
export function told(value: number | undefined, decimals: number): string {
  if (value === undefined) return '–';
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
