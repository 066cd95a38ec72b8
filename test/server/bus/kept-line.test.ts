import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptLine, pauseMs, type Line } from '../../../server/bus/kept-line.ts';

class HandLine implements Line {
  readonly #ready = Promise.withResolvers<undefined>();
  readonly ready = this.#ready.promise.then(() => {});
  readonly answer = () => this.#ready.resolve(undefined);
  readonly refuse = this.#ready.reject;
  readonly end: (why: unknown) => void;
  isClosed = false;

  constructor(end: (why: unknown) => void) {
    this.end = end;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
  }
}

describe('pauses between tries', () => {
  it('grow, and are never longer than two seconds', () => {
    const longest = Array.from({ length: 40 }, (_, failures) => pauseMs(failures, 0.999_999));
    expect(longest.slice(0, 5).map(Math.round)).toEqual([100, 200, 400, 800, 1_600]);
    expect(Math.max(...longest)).toBeLessThanOrEqual(2_000);
  });

  it('differ between nodes, by half at most', () => {
    expect(pauseMs(3, 0)).toBe(400);
    expect(pauseMs(3, 0.5)).toBe(600);
    expect(pauseMs(2_000, 0)).toBe(1_000);
  });
});

describe('a kept line', () => {
  let lines: HandLine[];
  let events: string[];
  let kept: KeptLine<HandLine>;

  beforeEach(() => {
    vi.useFakeTimers();
    lines = [];
    events = [];
    kept = new KeptLine(
      (ended) => {
        const line = new HandLine(ended);
        lines.push(line);
        return line;
      },
      { up: () => events.push('up'), away: (why) => events.push(`away: ${String(why)}`) },
    );
  });

  afterEach(async () => {
    await kept.close();
    vi.useRealTimers();
  });

  const nextTry = () => vi.advanceTimersByTimeAsync(2_000);

  it('is up when its line was seen to work, and not before', async () => {
    expect(kept.isUp).toBe(false);
    expect(kept.line).toBe(lines[0]);
    lines[0]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.isUp).toBe(true);
    expect(events).toEqual(['up']);
  });

  it('tells of an outage once, however often it fails', async () => {
    lines[0]!.refuse('refused');
    await nextTry();
    lines[1]!.refuse('refused again');
    await nextTry();
    lines[2]!.answer();
    await nextTry();
    lines[2]!.end('broken');
    expect(kept.isUp).toBe(false);
    expect(events).toEqual(['away: refused', 'up', 'away: broken']);
  });

  it('ends a line that failed, and hears nothing of a former one', async () => {
    lines[0]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    lines[0]!.end('broken');
    expect(lines[0]!.isClosed).toBe(true);
    expect(kept.line).toBeUndefined();
    await nextTry();
    lines[0]!.end('once more');
    expect(kept.line).toBe(lines[1]);
    expect(lines).toHaveLength(2);
    expect(events).toEqual(['up', 'away: broken']);
  });

  it('tries nothing more once it is closed', async () => {
    lines[0]!.refuse('refused');
    await vi.advanceTimersByTimeAsync(0);
    await kept.close();
    await nextTry();
    expect(lines).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says nothing of a line that it ended itself', async () => {
    await kept.close();
    expect(lines[0]!.isClosed).toBe(true);
    lines[0]!.answer();
    lines[0]!.end('closed');
    await nextTry();
    expect(events).toEqual([]);
  });
});
