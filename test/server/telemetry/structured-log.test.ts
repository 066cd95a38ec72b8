import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What a process prints that tells everything there is to tell. */
function printed(level: string): Record<string, unknown>[] {
  const source = fileURLToPath(new URL('../../../server/telemetry/structured-log.ts', import.meta.url));
  const program = `
    import { createStructuredLog } from ${JSON.stringify(source)};
    const log = createStructuredLog(${JSON.stringify(level)});
    const visit = { room: 'lobby', participant: { id: 'p1', name: 'Ann', role: 'guest' }, present: () => 2 };
    log.started('http://localhost:8080');
    log.connected(visit, 'ring');
    log.posted(visit, 7, 'a secret text');
    log.refused(visit, 'busy');
    log.left(visit, 1001);
    log.endedEarly(4101);
    log.denied({ status: 403, code: 'origin-not-allowed', sentence: 'No.' }, 'lobby', 'https://evil.example');
    log.denied({ status: 404, code: 'no-such-room', sentence: 'No.' }, 'x'.repeat(9_000), 'y'.repeat(9_000));
    log.notSignedIn('lobby', 'The token’s aud cannot be used.');
    log.failed('Writing failed', new Error('disk full'));
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the structured log', () => {
  it('is one JSON line for each thing that happened', () => {
    expect(printed('debug')).toMatchObject([
      { msg: 'listening', url: 'http://localhost:8080' },
      { msg: 'connected', room: 'lobby', participant: 'p1', present: 2, source: 'ring' },
      { msg: 'posted', seq: 7 },
      { msg: 'refused', code: 'busy' },
      { msg: 'left', code: 1001 },
      { msg: 'ended early', code: 4101 },
      { msg: 'denied', status: 403, origin: 'https://evil.example' },
      { msg: 'denied', room: 'x'.repeat(100), origin: 'y'.repeat(100) },
      { msg: 'not signed in', room: 'lobby', reason: 'The token’s aud cannot be used.' },
      { msg: 'Writing failed', err: { message: 'disk full', stack: expect.any(String) as string } },
    ]);
  });

  it('never holds a text or a name', () => {
    expect(JSON.stringify(printed('debug'))).not.toMatch(/a secret text|Ann/);
  });

  it('tells as much as was asked for', () => {
    const told = (level: string) => printed(level).map(({ msg }) => msg);
    expect(told('info')).toEqual(['listening', 'denied', 'denied', 'not signed in', 'Writing failed']);
    expect(told('warn')).toEqual(['denied', 'denied', 'not signed in', 'Writing failed']);
    expect(told('silent')).toEqual([]);
  });
});
