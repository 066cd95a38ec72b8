import { describe, expect, it } from 'vitest';
import { Signal } from '../../../server/room/signal.ts';
import { messagesIn } from '../../support/wire.ts';
import { person } from '../../support/people.ts';

describe('Signal', () => {
  it.each([
    { type: 'presence', count: 2, came: [person('“Ann”')], gone: ['bo'] } as const,
    { type: 'presence', count: 200 } as const,
    { type: 'typing', who: [{ id: 'ann', name: 'Ann 🎈' }] } as const,
  ])('is its message in one frame: %j', (message) => {
    const signal = new Signal(message);
    expect(signal.message).toBe(message);
    expect(messagesIn(signal.frame)).toEqual([message]);
  });

  it('is framed once for everyone', () => {
    const signal = new Signal({ type: 'presence', count: 2 });
    expect(signal.frame).toBe(signal.frame);
  });
});
