// Whether the clock over there goes as ours does: tokens of members and passes of staff have times in them.
import { cannotTell, fine, wrong } from '../finding.ts';
import type { Check } from './check.ts';

/** Tokens are good for half a minute more than they say; the header has whole seconds. */
const mostMs = 60_000;

/** One of several, where a proxy adds its own. */
const date = /\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/;

export const clockCheck: Check = {
  name: 'clock',
  needs: ['path'],
  async look(visit) {
    const { now } = visit.surroundings;
    const before = now();
    const { headers } = await visit.ask(`/rooms/${visit.target.room}/admission`);
    const here = (before + now()) / 2;
    const there = Date.parse(date.exec(headers.date ?? '')?.[0] ?? '');
    if (Number.isNaN(there)) return cannotTell('The answer has no Date.');
    const aheadMs = there - here;
    if (Math.abs(aheadMs) <= mostMs) return fine('Its clock and the one here agree.');
    return wrong(
      `Its clock is ${span(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} the one here: members’ tokens are refused, or live too long.`,
      'Set whichever is wrong, and keep both by NTP: timedatectl set-ntp true.',
      { passable: true },
    );
  },
};

function span(ms: number): string {
  const minutes = ms / 60_000;
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} hours`;
}
