// Lines of CSV (RFC 4180) that are safe to open in a spreadsheet: no cell is ever taken for a formula.

/** What spreadsheets begin a formula with, and what they pass over before they look; wide forms too. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** By it spreadsheets know that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** Numbers stand as they are; every text is quoted, and what would be a formula begins with an apostrophe. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
