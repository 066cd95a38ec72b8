// What an hour in a lively room leaves behind in the page. It is the count of messages that fills a page, not
// the time: the hour's messages come faster than in an hour, and slower than where the chat would skip some.
import { pause, type Measure } from '../measure.ts';

const hour = 36_000;
const perSecond = 150;

/** How often the elements are counted. */
const countEveryMs = 5_000;

export const hourInRoom: Measure = {
  name: 'hour',
  title: 'An hour at ten messages a second',
  async run(stage, size) {
    const room = stage.newRoom();
    using talk = await stage.talkIn(room);
    await talk.say(60);
    await using page = await stage.open(`/inline/${room}`);
    await page.page.evaluate(() => window.watch.painted);
    const shows = (seq: number) =>
      page.page.locator(`ws-chat [data-seq="${seq}"]`).waitFor({ timeout: 10_000 });
    const first = await page.heldBytes();
    const stop = talk.keepSaying(perSecond);
    const elements: number[] = [];
    let full = 0;
    for (const until = talk.said + (size === 'quick' ? 3_000 : hour); talk.said < until;) {
      await pause(Math.min(countEveryMs, ((until - talk.said) / perSecond) * 1_000));
      elements.push(
        await page.page.evaluate(
          () => document.querySelector('ws-chat')!.shadowRoot!.querySelectorAll('*').length,
        ),
      );
      // By now the list is as long as it gets.
      if (full === 0 && talk.said > 1_200) full = await page.heldBytes();
    }
    stop();
    await shows(talk.said);
    const last = await page.heldBytes();
    return {
      'hour elements': [Math.max(...elements)],
      'hour growth': [(last - first) / 1e6],
      'hour growth once full': [(last - full) / 1e6],
      'hour held': [last / 1e6],
    };
  },
};
