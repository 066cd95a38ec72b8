// Whether what somebody reads stays where it is: while older messages come above it, and while something
// above it, or in view at the bottom, grows late.
import { joined, throttled, type Measure, type Samples } from '../measure.ts';
import type { Stage } from '../stage.ts';
import type { Talk } from '../talk.ts';
import { growLate, loadOlder, type Growth, type Place } from './reading-back-in-page.ts';

const growths: readonly Growth[] = ['image', 'font', 'reaction'];
const places: readonly Place[] = ['back', 'bottom'];

/** How often something grows; each time it is another row that does. */
const turns = 6;

export const readingBack: Measure = {
  name: 'reading-back',
  title: 'Reading back',
  async run(stage, size) {
    const times = size === 'quick' ? 5 : 30;
    const room = stage.newRoom();
    using talk = await stage.talkIn(room);
    await talk.say(50 * (times + 3));
    const samples: Samples[] = [];
    for (const anchoring of ['off', 'on'] as const)
      samples.push({ [`prepend, anchoring ${anchoring}`]: await prepend(stage, room, anchoring, times) });
    for (const place of places) {
      // The page waits for fifty messages, and the former one left reactions among the last fifty entries.
      await talk.say(50);
      samples.push(await grow(stage, room, talk, place));
    }
    return joined(samples);
  },
};

/** How far the row in view was moved by each page of older messages, in pixels. */
async function prepend(
  stage: Stage,
  room: string,
  anchoring: 'on' | 'off',
  times: number,
): Promise<readonly number[]> {
  await using page = await stage.open(`/inline/${room}`, { slower: throttled });
  await page.page.evaluate(() => window.watch.painted);
  if (anchoring === 'on')
    await page.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.scroller { overflow-anchor: auto !important }');
      document.querySelector('ws-chat')!.shadowRoot!.adoptedStyleSheets.push(sheet);
    });
  const moved: number[] = [];
  for (let time = 0; time < times; time++) moved.push(await page.page.evaluate(loadOlder));
  return moved;
}

async function grow(stage: Stage, room: string, talk: Talk, place: Place): Promise<Samples> {
  await using page = await stage.open(`/inline/${room}`, { slower: throttled });
  await page.page.exposeFunction('react', (seq: number) => talk.react(seq, '🎧'));
  await page.page.evaluate(() => window.watch.painted);
  const samples: Samples[] = [];
  for (let turn = 0; turn < turns; turn++)
    for (const growth of growths)
      samples.push({
        [`late ${growth}, ${place}`]: [await page.page.evaluate(growLate, { growth, place, turn })],
      });
  return joined(samples);
}
