// What comes and goes leaves nothing behind.
import type { CDPSession, Page } from '@playwright/test';
import { Chat, expect, test } from './chat.ts';

const cycles = 50;

/** What a page holds once all is collected. */
async function held(tools: CDPSession) {
  for (let time = 0; time < 3; time++) await tools.send('HeapProfiler.collectGarbage');
  const { documents, nodes, jsEventListeners } = await tools.send('Memory.getDOMCounters');
  return { documents, nodes, jsEventListeners };
}

/** Puts a chat into the page, uses what is loaded later, moves it, and takes it out. */
function comeAndGo(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
      for (;;) {
        const found = look();
        if (found) return found;
        await new Promise(requestAnimationFrame);
      }
    };
    const chat = document.createElement('ws-chat');
    const within = (selector: string) => until(() => chat.shadowRoot?.querySelector<HTMLElement>(selector));
    document.querySelector('main')!.append(chat);
    // How many are here is told while the room is entered; what was said is known from before.
    await within('.present');
    (await within('.row')).focus();
    await within('ws-chat-row-tools .tool');
    (await within('[data-sheet=settings]')).click();
    await within('ws-chat-settings-panel input');
    document.body.append(chat);
    await within('.present');
    await new Promise(requestAnimationFrame);
    chat.remove();
  });
}

test('fifty times put in, moved and taken out leaves no socket, listener or node behind', async ({
  stage,
  page,
}) => {
  // Fifty times is much for a small machine.
  test.setTimeout(300_000);
  stage.flags.push('--log-level=debug');
  await stage.restart();
  const told = (what: string) => stage.server.lines.filter((line) => line.includes(`"${what}"`)).length;
  const openSockets = () => told('connected') - told('left');
  await page.goto(stage.site.origin);
  await new Chat(page).introduce('Ann', 'Hello');
  await expect(page.locator('ws-chat .row:not(.pending)')).toHaveCount(1);
  await page.locator('ws-chat').evaluate((chat) => chat.remove());
  await expect.poll(openSockets).toBe(0);

  const tools = await page.context().newCDPSession(page);
  // What is loaded once stays.
  await comeAndGo(page);
  await expect.poll(openSockets).toBe(0);
  const before = await held(tools);
  const entered = told('connected');

  for (let cycle = 0; cycle < cycles; cycle++) await comeAndGo(page);
  await expect.poll(openSockets).toBe(0);
  expect(told('connected') - entered, 'a move keeps the socket').toBe(cycles);
  await expect.poll(() => held(tools)).toEqual(before);
});
