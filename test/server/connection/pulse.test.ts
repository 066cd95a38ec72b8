import { describe, expect, it } from 'vitest';
import { answerMs, silenceMs } from '../../../protocol/timing.ts';
import { Pulse } from '../../../server/connection/pulse.ts';

describe('Pulse', () => {
  it('lets a talker be', () => {
    const pulse = new Pulse(0);
    for (let now = 0; now < 10 * silenceMs; now += 1_000) {
      pulse.heard(now);
      expect(pulse.beat(now + 999)).toBe('nothing');
    }
  });

  it('asks after a long silence, and not before', () => {
    const pulse = new Pulse(100);
    expect(pulse.beat(100 + silenceMs - 1)).toBe('nothing');
    expect(pulse.beat(100 + silenceMs)).toBe('ask');
  });

  it('asks once', () => {
    const pulse = new Pulse(0);
    expect(pulse.beat(silenceMs)).toBe('ask');
    for (let wait = 1; wait < answerMs; wait += 500) expect(pulse.beat(silenceMs + wait)).toBe('nothing');
  });

  it('gives up when no answer comes in time', () => {
    const pulse = new Pulse(0);
    pulse.beat(silenceMs);
    expect(pulse.beat(silenceMs + answerMs - 1)).toBe('nothing');
    expect(pulse.beat(silenceMs + answerMs)).toBe('give-up');
  });

  it('gives the whole time for the answer, even if it asked late', () => {
    const pulse = new Pulse(0);
    expect(pulse.beat(10 * silenceMs)).toBe('ask');
    expect(pulse.beat(10 * silenceMs + answerMs - 1)).toBe('nothing');
  });

  it('starts anew with any sign of life', () => {
    const pulse = new Pulse(0);
    pulse.beat(silenceMs);
    pulse.heard(silenceMs + 5);
    expect(pulse.beat(silenceMs + answerMs)).toBe('nothing');
    expect(pulse.beat(silenceMs + 5 + silenceMs)).toBe('ask');
  });
});
