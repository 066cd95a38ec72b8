import { describe, expect, it } from 'vitest';
import { figureMinutes } from '../../../protocol/console.ts';
import { Figures, mostFigures } from '../../../server/telemetry/figures.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const minuteMs = 60_000;

function createFigures() {
  const clock = new ManualClock();
  const figures = new Figures(clock);
  const posts = () => figures.of('lobby')?.posts;
  return { clock, figures, posts };
}

describe('figures', () => {
  it('count by the minute, the one that runs last', () => {
    const { clock, figures, posts } = createFigures();
    figures.count('lobby', 'posts');
    figures.count('lobby', 'posts');
    clock.advance(2 * minuteMs);
    figures.count('lobby', 'posts');
    expect(posts()!.slice(-3)).toEqual([2, 0, 1]);
    expect(posts()).toHaveLength(figureMinutes);
    expect(figures.of('lobby')!.refused.every((count) => count === 0)).toBe(true);
  });

  it('forget what is older than an hour, however long nothing was asked', () => {
    const { clock, figures, posts } = createFigures();
    figures.count('lobby', 'posts');
    clock.advance((figureMinutes - 1) * minuteMs);
    expect(posts()![0]).toBe(1);
    clock.advance(minuteMs);
    expect(posts()!.every((count) => count === 0)).toBe(true);
    figures.count('lobby', 'posts');
    clock.advance(5 * figureMinutes * minuteMs);
    expect(posts()!.every((count) => count === 0)).toBe(true);
  });

  it('are kept of so many rooms, those that were silent longest go first', () => {
    const { figures } = createFigures();
    for (let index = 0; index < mostFigures; index++) figures.count(`room-${index}`, 'posts');
    figures.count('room-0', 'refused');
    figures.count('one-more', 'posts');
    expect(figures.of('room-1')).toBeUndefined();
    expect(figures.of('room-0')!.posts.at(-1)).toBe(1);
  });
});
