// How long the main thread is busy with the script itself: from a tag whose file is in the cache to its end.
import { joined, throttled, type Measure } from '../measure.ts';
import { chats, type Chat } from '../peers.ts';
import type { Stage } from '../stage.ts';

export const script: Measure = {
  name: 'script',
  title: 'Loading and running the script',
  async run(stage, size) {
    const found = chats();
    const samples = [];
    for (let round = 0; round < (size === 'quick' ? 2 : 9); round++)
      for (const chat of found) samples.push({ [`script ${chat.name}`]: [await once(stage, chat)] });
    return joined(samples);
  },
};

/** Each time in a new browser context: no code of it was compiled before. */
async function once(stage: Stage, { files, isModule }: Chat): Promise<number> {
  await using page = await stage.open('/blank', { slower: throttled });
  return await page.page.evaluate(
    async ({ path, isModule }) => {
      await (await fetch(path)).arrayBuffer();
      const tag = document.createElement('script');
      if (isModule) tag.type = 'module';
      const ended = new Promise((resolve) => tag.addEventListener('load', resolve));
      tag.src = path;
      const start = performance.now();
      document.head.append(tag);
      await ended;
      return performance.now() - start;
    },
    { path: `/${files[0]!}`, isModule },
  );
}
