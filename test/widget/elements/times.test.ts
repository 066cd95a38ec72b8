import { expect } from 'chai';
import { createTimes } from '../../../widget/elements/times.ts';

/** In the zone of the browser, whichever it is. */
const local = (year: number, month: number, day: number, hour = 12, minute = 0, second = 0) =>
  new Date(year, month - 1, day, hour, minute, second).getTime();

const now = local(2026, 3, 10, 15, 30);
const english = createTimes('en-GB', () => now);

describe('times', () => {
  it('calls the days next to now by their names', () => {
    expect(english.day(now)).to.equal('Today');
    expect(english.day(local(2026, 3, 10, 0, 0))).to.equal('Today');
    expect(english.day(local(2026, 3, 9, 23, 59, 59))).to.equal('Yesterday');
    expect(english.day(local(2026, 3, 9, 0, 0))).to.equal('Yesterday');
  });

  it('calls a day of this year by weekday and date', () => {
    expect(english.day(local(2026, 3, 8, 23, 59))).to.match(/^Sun,? 8 Mar$/);
    expect(english.day(local(2026, 1, 1, 0, 0))).to.match(/^Thu,? 1 Jan$/);
  });

  it('adds the year to a day of another', () => {
    expect(english.day(local(2025, 12, 31))).to.equal('31 Dec 2025');
  });

  it('has a name also for a day that is still to come, where the clocks differ', () => {
    expect(english.day(local(2026, 3, 11, 1))).to.match(/^Wed,? 11 Mar$/);
  });

  it('calls the last day of a year yesterday on the first of the next', () => {
    const newYear = createTimes('en', () => local(2026, 1, 1, 8));
    expect(newYear.day(local(2025, 12, 31, 20))).to.equal('Yesterday');
  });

  it('goes on with the clock', () => {
    let clock = now;
    const times = createTimes('en', () => clock);
    expect(times.day(now)).to.equal('Today');
    clock = local(2026, 3, 11, 0, 1);
    expect(times.day(now)).to.equal('Yesterday');
  });

  it('calls yesterday so through a whole year, whatever daylight saving does to a day', () => {
    for (let day = 1; day <= 366; day++) {
      const times = createTimes('en', () => local(2026, 1, day, 0, 0, 1));
      expect(times.day(local(2026, 1, day - 1, 23, 59, 59))).to.equal('Yesterday');
      expect(times.day(local(2026, 1, day, 23, 59, 59))).to.equal('Today');
      expect(times.day(local(2026, 1, day - 2, 23, 59, 59))).not.to.equal('Yesterday');
    }
  });

  it('speaks the language of the page', () => {
    const german = createTimes('de', () => now);
    expect(german.day(now)).to.equal('Heute');
    expect(german.day(local(2026, 3, 9))).to.equal('Gestern');
  });

  it('shows hours and minutes, and all of it in full', () => {
    expect(english.time(local(2026, 3, 9, 18, 4, 59))).to.equal('18:04');
    expect(english.full(local(2026, 3, 9, 18, 4, 59))).to.match(/Monday.*9 March 2026.*18:04:59/);
    expect(english.machine(0)).to.equal('1970-01-01T00:00:00.000Z');
  });

  it('has one key for all times of a day, and another for the next', () => {
    const { dayKey } = english;
    expect(dayKey(local(2026, 3, 9, 0, 0))).to.equal(dayKey(local(2026, 3, 9, 23, 59, 59)));
    expect(dayKey(local(2026, 3, 9, 23, 59, 59))).not.to.equal(dayKey(local(2026, 3, 10, 0, 0)));
    expect(dayKey(local(2025, 3, 9))).not.to.equal(dayKey(local(2026, 3, 9)));
  });

  for (const language of ['xx-unknown', 'tlh', 'no such language', 'en_US', '-', 'x', undefined, ''])
    it(`takes ${language === undefined ? 'no language' : `“${language}”`} without harm`, () => {
      const times = createTimes(language, () => now);
      expect(times.time(now)).to.match(/\d/);
      expect(times.day(local(2020, 3, 9))).to.contain('2020');
    });
});
