import { describe, expect, it } from 'vitest';
import { closest } from '../../../server/config/closest.ts';

const flags = ['--port', '--host', '--origin', '--max-connections', '--max-connections-per-address'];

describe('closest', () => {
  it.each([
    ['--port', '--port'],
    ['--prot', '--port'],
    ['--poort', '--port'],
    ['--hst', '--host'],
    ['--origins', '--origin'],
    ['--maxConnections', '--max-connections'],
    ['--connections', '--max-connections'],
    ['--max-connections-per-adress', '--max-connections-per-address'],
  ])('takes %s for %s', (typed, meant) => {
    expect(closest(typed, flags)).toBe(meant);
  });

  it.each(['', 'x', '--xyzzy', '--max'])('has no idea what %j should be', (typed) => {
    expect(closest(typed, flags)).toBeUndefined();
  });

  it('knows nothing where there is nothing', () => {
    expect(closest('x', [])).toBeUndefined();
  });

  it('takes the first of two that are equally near', () => {
    expect(closest('ac', ['ab', 'ad'])).toBe('ab');
  });
});
