// What was said today is of yesterday after midnight.
import { expect } from 'chai';
import { companyHasCome } from './support/company.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entry, fresh } from './support/frames.ts';
import { afterTest } from './support/stage.ts';

/** From now on it is tomorrow. */
function beTomorrow(): void {
  const Today = Date;
  const now = () => Today.now() + 24 * 60 * 60_000;
  class Tomorrow extends Today {
    static override readonly now = now;

    constructor(at: number | string | Date = now()) {
      super(at);
    }
  }
  globalThis.Date = Tomorrow as DateConstructor;
  afterTest(() => (globalThis.Date = Today));
}

/** What is run again and again, to be run by hand. */
function standInForIntervals(): (() => void)[] {
  const { setInterval: usual } = globalThis;
  const runs: (() => void)[] = [];
  globalThis.setInterval = ((run: () => void) => runs.push(run)) as unknown as typeof setInterval;
  afterTest(() => (globalThis.setInterval = usual));
  return runs;
}

describe('ws-chat over midnight', () => {
  it('calls yesterday what was today, by one timer for all chats of the page', async () => {
    const runs = standInForIntervals();
    const chats = [
      await ChatUnderTest.create({ room: 'den', lang: 'en' }),
      await ChatUnderTest.create({ lang: 'en' }),
    ];
    for (const chat of chats) {
      await chat.enter(fresh({ entries: [entry(1, { at: Date.now() })] }));
      await companyHasCome(chat);
      expect(chat.find('.day').textContent.trim()).to.equal('Today');
    }
    expect(runs).to.have.length(1);
    beTomorrow();
    runs[0]!();
    for (const chat of chats) {
      await chat.rendered();
      expect(chat.find('.day').textContent.trim()).to.equal('Yesterday');
    }
  });
});
