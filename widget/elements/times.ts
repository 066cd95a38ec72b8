// Times and days as the reader's language and zone have them. Formatters are costly, the first in a page above all:
// each is made when it is needed, and kept.
import { localeFor } from '../locales/locale.ts';

export interface Times {
  /** `18:04` */
  time(at: number): string;
  /** `Today`, `Yesterday`, `Mon 3 Nov` */
  day(at: number): string;
  /** With date and zone, for a tooltip. */
  full(at: number): string;
  /** For `datetime` attributes. */
  machine(at: number): string;
  /** The same for all times of one day in the reader's zone. */
  dayKey(at: number): string;
}

export function createTimes(language: string | undefined, now: () => number): Times {
  const locale = localeFor(language);
  const format = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (at: number) => (made ??= new Intl.DateTimeFormat(locale, options)).format(at);
  };
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  let relative: Intl.RelativeTimeFormat | undefined;
  return {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    full: format({ dateStyle: 'full', timeStyle: 'medium' }),
    machine: (at) => new Date(at).toISOString(),
    dayKey: (at) => new Date(at).toDateString(),
    day(at) {
      const ago = daysBetween(at, now());
      if (ago === 0 || ago === 1) {
        relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
        return capitalised(relative.format(-ago, 'day'), locale);
      }
      return (new Date(at).getFullYear() === new Date(now()).getFullYear() ? day : dayOfYear)(at);
    },
  };
}

/** Calendar days, whatever daylight saving does to their length. */
function daysBetween(at: number, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function capitalised(text: string, locale: string | undefined): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
