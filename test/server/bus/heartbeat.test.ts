import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beatMs, Heartbeat, silenceMs } from '../../../server/bus/heartbeat.ts';

describe('the heartbeat', () => {
  let beats: number;
  let silences: number;
  let now: number;
  let heartbeat: Heartbeat;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setImmediate'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    now = 0;
    beats = silences = 0;
    heartbeat = new Heartbeat(
      () => beats++,
      () => silences++,
    );
  });

  afterEach(() => {
    heartbeat.stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      now += 100;
      vi.advanceTimersByTime(100);
    }
  };

  it('goes on while it is heard', () => {
    for (let beat = 0; beat < 10; beat++) {
      pass(beatMs);
      heartbeat.heard();
    }
    expect([beats, silences]).toEqual([10, 0]);
  });

  it('knows within ten seconds that nothing is heard any more', () => {
    pass(beatMs);
    heartbeat.heard();
    pass(silenceMs + beatMs + 100);
    expect(silences).toBe(1);
    expect(silenceMs + beatMs).toBeLessThan(10_000);
  });

  it('reads what came while this process itself stood still', () => {
    pass(beatMs);
    now += 60_000;
    // Its timer is due first then, and what came is read in the same turn of the loop.
    vi.advanceTimersToNextTimer();
    heartbeat.heard();
    vi.advanceTimersToNextTimer();
    expect([beats, silences]).toEqual([2, 0]);
  });

  it('says when it was heard first', async () => {
    let isFirst = false;
    void heartbeat.first.then(() => (isFirst = true));
    await Promise.resolve();
    expect(isFirst).toBe(false);
    heartbeat.heard();
    await heartbeat.first;
    expect(isFirst).toBe(true);
  });
});
