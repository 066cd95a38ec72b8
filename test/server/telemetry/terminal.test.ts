import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../server/telemetry/terminal.ts';

const visitOf = (name: string) => ({
  room: 'lobby',
  participant: { id: 'p1', name, role: 'guest' as const },
  present: () => 2,
});

describe('the terminal', () => {
  it('tells what happens as a person would', () => {
    const lines: string[] = [];
    const terminal = createTerminal((line) => void lines.push(line));
    const visit = visitOf('Ann');
    terminal.connected(visit, 'fresh');
    terminal.posted(visit, 1, 'hello');
    terminal.refused(visit, 'busy');
    terminal.left(visit, 1001);
    terminal.endedEarly(4101);
    terminal.denied({ status: 404, code: 'no-such-room', sentence: 'There is none.' }, 'attic', undefined);
    terminal.notSignedIn('lobby', 'The sign-in has expired.');
    terminal.failed('Writing failed', new Error('disk full'));
    terminal.failed('Writing failed', 'no reason');
    terminal.advised('Say how many proxies.');
    expect(lines).toEqual([
      '[lobby] Ann joined (2 here)',
      '[lobby] Ann: hello',
      '[lobby] Ann was refused: busy',
      '[lobby] Ann left (2 here)',
      'somebody left before they were in (4101)',
      '[attic] turned away with 404: There is none.',
      '[lobby] somebody was not signed in: The sign-in has expired.',
      'Writing failed: disk full',
      'Writing failed: no reason',
      'Say how many proxies.',
    ]);
  });

  it.each(['\u001b[2J', '\u009b2J', '\r', '\n', '\u0007', '\u202e', '\0'])(
    'is not steered by %j',
    (control) => {
      const lines: string[] = [];
      createTerminal((line) => void lines.push(line)).posted(visitOf('Ann'), 1, `a${control}b`);
      expect(lines.join()).not.toMatch(/\p{C}/u);
    },
  );
});
