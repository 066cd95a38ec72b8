// The figures of a plan: each has a source that is there, and those of the sources are the sources’ own.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figures } from '../../../tools/plan/constants.ts';

const root = new URL('../../../', import.meta.url);

describe.each(Object.entries(figures))('%s', (_name, { value, unit, kind, source }) => {
  it('is a number with a unit and a source', () => {
    expect(value).toBeGreaterThan(0);
    expect(Number.isFinite(value)).toBe(true);
    expect(unit).not.toBe('');
    const [file] = /^[\w./-]+/.exec(source)!;
    if (kind !== 'assumed') expect(existsSync(new URL(file, root)), source).toBe(true);
  });
});

describe('what stands in the sources', () => {
  it('is what the plan takes for the rest of the fan-out', () => {
    const fanOut = readFileSync(new URL('server/room/fan-out.ts', root), 'utf8');
    expect(fanOut).toContain(`const restShare = ${figures.restShare.value};`);
    expect(readFileSync(new URL('server/room/room.ts', root), 'utf8')).toContain(
      'const gatheredEntries = ringEntries / 2;',
    );
  });
});
