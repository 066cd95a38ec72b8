// What a visitor and the host page notice of the chat's coming: when fifty messages are there, and what moved
// or stood still meanwhile.
import { joined, pause, throttled, type Measure, type Samples } from '../measure.ts';
import { chats, deepChat } from '../peers.ts';
import type { Stage } from '../stage.ts';
import { createTexts } from '../texts.ts';

/** What is loaded after the first view has come and gone by then. */
const settledMs = 2_000;

export const firstView: Measure = {
  name: 'first-view',
  title: 'Fifty messages',
  async run(stage, size) {
    const room = stage.newRoom();
    using talk = await stage.talkIn(room);
    await talk.say(60);
    const hasDeepChat = chats().includes(deepChat);
    const samples: Samples[] = [];
    for (let round = 0; round < (size === 'quick' ? 2 : 9); round++) {
      samples.push(await visit(stage, room, 1), await visit(stage, room, throttled));
      samples.push(await openCorner(stage, room));
      samples.push({ 'mount ws-chat': [await mountOwn(stage, room)] });
      if (hasDeepChat) samples.push({ 'mount deep-chat': [await mountDeepChat(stage)] });
    }
    return joined(samples);
  },
};

/** A page with the chat in its text, as it is visited. */
async function visit(stage: Stage, room: string, slower: number): Promise<Samples> {
  await using page = await stage.open(`/inline/${room}`, { slower });
  const afterData = await page.page.evaluate(
    async () => (await window.watch.painted) - window.watch.welcomedAt,
  );
  await pause(settledMs);
  const { longTasks, shift } = await page.page.evaluate(() => window.watch);
  if (slower === 1) return { 'painted unthrottled': [afterData], shift: [shift] };
  return { painted: [afterData], shift: [shift], 'long task': [Math.max(0, ...longTasks)] };
}

/** One tag in a page, and then the visitor opens the chat. */
async function openCorner(stage: Stage, room: string): Promise<Samples> {
  await using page = await stage.open(`/corner/${room}`, { slower: throttled });
  await page.page.locator('ws-chat').getByRole('button').click();
  await page.page.evaluate(() => window.watch.painted);
  await pause(settledMs);
  const { longTasks, shift } = await page.page.evaluate(() => window.watch);
  return { 'shift corner': [shift], 'long task corner': [Math.max(0, ...longTasks)] };
}

/** From an element that is put into a page until its messages are seen; the way to the server is in it. */
async function mountOwn(stage: Stage, room: string): Promise<number> {
  await using page = await stage.open('/blank', { slower: throttled });
  await page.page.addScriptTag({ url: `${stage.chat}/ws-chat.js` });
  return await page.page.evaluate(async (room) => {
    const chat = document.createElement('ws-chat');
    chat.setAttribute('room', room);
    const start = performance.now();
    document.body.append(chat);
    return (await window.watch.painted) - start;
  }, room);
}

/** The same for an element that gets its messages by a property. */
async function mountDeepChat(stage: Stage): Promise<number> {
  await using page = await stage.open('/blank', {
    slower: throttled,
    wanted: { element: 'deep-chat', row: '.message-bubble', count: 50 },
  });
  await page.page.addScriptTag({ url: `/${deepChat.files[0]!}`, type: 'module' });
  const nextText = createTexts();
  const history = Array.from({ length: 50 }, (_, index) => ({
    text: nextText(),
    role: index % 3 === 0 ? 'user' : 'ai',
  }));
  return await page.page.evaluate(async (history) => {
    const chat = document.createElement('deep-chat');
    Object.assign(chat, { history, connect: { url: '/nowhere' } });
    const start = performance.now();
    document.body.append(chat);
    return (await window.watch.painted) - start;
  }, history);
}
