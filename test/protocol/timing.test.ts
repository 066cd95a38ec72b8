import { describe, expect, it } from 'vitest';
import * as timing from '../../protocol/timing.ts';

describe('the clocks of the wire', () => {
  it('let a client outlast the server’s question and the time for its answer', () => {
    expect(timing.deadAfterMs).toBe(timing.silenceMs + timing.answerMs + 5_000);
  });

  it('are as the specification has them', () => {
    expect({ ...timing }).toEqual({
      helloTimeoutMs: 5_000,
      silenceMs: 25_000,
      answerMs: 10_000,
      openMs: 10_000,
      deadAfterMs: 40_000,
      probeMs: 5_000,
      healthyAfterMs: 10_000,
      backoffBaseMs: 500,
      backoffCapMs: 20_000,
      presenceEveryMs: 1_000,
      crowdPresenceEveryMs: 5_000,
      typingMs: 6_000,
      typingEveryMs: 500,
      typingRepeatMs: 3_000,
      tokenToleranceMs: 30_000,
    });
  });

  it('let who types be told again before it is forgotten', () => {
    expect(timing.typingRepeatMs + timing.typingEveryMs).toBeLessThan(timing.typingMs);
  });
});
