// The whole chat without a mouse: few stops of the Tab key lead through it, and everything is within reach.
import type { Page, Route } from '@playwright/test';
import { ChatClient } from '../support/chat-client.ts';
import { Chat, expect, test, type Stage } from './chat.ts';

/** Somebody has said so many things. */
async function fill(stage: Stage, count: number): Promise<void> {
  const client = new ChatClient(`${stage.chat.replace('http', 'ws')}/rooms/lobby`, {
    origin: stage.site.origin,
  });
  client.say({ type: 'hello', name: 'Bo' });
  await client.next('welcome');
  for (let number = 1; number <= count; number++)
    client.say({ type: 'post', draftId: `d${number}`, text: `Number ${number}, see https://example.com` });
  for (let number = 1; number <= count; number++) await client.next('accepted');
  client.leave();
}

/** A visitor with a name, and something to press before and after the chat. */
async function enter(stage: Stage, page: Page): Promise<Chat> {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello').locator('.outcome')).toHaveCount(0);
  await page.locator('main').evaluate((main) => {
    for (const place of ['before', 'after'] as const) {
      const button = document.createElement('button');
      button.textContent = place;
      main[place](button);
    }
  });
  return chat;
}

/** What the focused element is called, wherever it is. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement!;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim();
  });
}

/** The stops from before the chat to after it. */
async function stops(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const [first, last] = key === 'Tab' ? ['before', 'after'] : ['after', 'before'];
  await page.getByRole('button', { name: first, exact: true }).focus();
  const found: string[] = [];
  for (;;) {
    await page.keyboard.press(key);
    const name = await focused(page);
    if (name === last) return found;
    found.push(name);
    expect(found.length, found.join(', ')).toBeLessThan(20);
  }
}

for (const count of [1, 150])
  test(`five stops of Tab lead through the chat, with ${count} messages in it`, async ({ stage, page }) => {
    await fill(stage, count);
    const chat = await enter(stage, page);
    const there = await stops(page, 'Tab');
    expect(there).toEqual([
      '1 here. People',
      'Messages in Lobby',
      'Writing as Ann. Change your name',
      'Message Lobby',
      'Emoji',
    ]);
    expect(await stops(page, 'Shift+Tab')).toEqual(there.toReversed());
    await chat.field.fill('Something to send');
    expect(await stops(page, 'Tab')).toEqual([...there.slice(0, -1), 'Send']);
  });

test('further up the way down is one stop more', async ({ stage, page }) => {
  await fill(stage, 60);
  const chat = await enter(stage, page);
  await chat.root.getByRole('log').focus();
  await page.keyboard.press('Home');
  await expect(chat.root.getByRole('button', { name: 'Jump to the latest' })).toBeVisible();
  const found = await stops(page, 'Tab');
  expect(found).toContain('↓ Jump to the latest');
  expect(found.length).toBeLessThanOrEqual(6);
});

test('everything is reached from the keyboard', async ({ stage, page }) => {
  await fill(stage, 60);
  const chat = await enter(stage, page);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const isAt = (name: string | RegExp) => expect.poll(() => focused(page)).toMatch(name);
  await page.getByRole('button', { name: 'before' }).focus();

  await press('Tab');
  await isAt('People');
  await press('Enter');
  await expect(chat.root.locator('ws-chat-people-list .person')).toHaveCount(1);
  await press('Escape');
  await isAt('People');
  await press('ArrowRight');
  await isAt('Settings');
  await press('Enter');
  await expect(chat.root.locator('ws-chat-settings-panel .choice').first()).toBeVisible();
  await press('Escape');
  await isAt('Settings');
  await press('ArrowLeft');
  await isAt('People');

  await press('Tab');
  await isAt('Messages in Lobby');
  await press('ArrowUp');
  await isAt(/^You: Hello|^Ann: Hello|Hello/);
  await press('ArrowUp');
  await isAt('Number 60');
  await expect(chat.root.locator('ws-chat-row-tools .tool')).not.toHaveCount(0);
  await press('Enter');
  await isAt('Add a reaction');
  await press('Tab');
  await isAt('Reply');
  await press('Tab', 'Tab');
  await isAt('example.com');
  await press('Escape');
  await isAt('Number 60');

  await press('Home', 'Escape');
  await isAt('Message Lobby');
  await expect(chat.root.getByRole('button', { name: 'Jump to the latest' })).toBeVisible();
  await press('Shift+Tab', 'Shift+Tab');
  await isAt('Jump to the latest');
  await press('Enter');
  await isAt('Messages in Lobby');
  await expect(chat.root.getByRole('button', { name: 'Jump to the latest' })).toHaveCount(0);

  await press('Tab');
  await isAt('Writing as Ann');
  await press('Enter');
  await expect(chat.root.getByLabel('What should we call you?')).toBeFocused();
  await press('Escape');
  await isAt('Message Lobby');
  await page.keyboard.type('Written without a mouse ');
  await press('Tab');
  await isAt('Send');
  await press('ArrowLeft');
  await isAt('Emoji');
  await press('Enter');
  await expect(chat.root.getByRole('dialog', { name: 'Emoji' })).toBeVisible();
  await press('Escape');
  await isAt('Emoji');
  await press('Tab');
  await isAt('Send');
  await press('Enter');
  await expect(chat.row('Written without a mouse')).toBeVisible();
  await isAt('Message Lobby');
});

/** Brings the focus to the list, presses a key there twice, and does this before what handles keys arrives. */
async function pressEarly(chat: Chat, page: Page, meanwhile: () => Promise<void>): Promise<void> {
  const file = '**/ws-chat/row-tools.js*';
  const { promise: routed, resolve: onRoute } = Promise.withResolvers<Route>();
  await page.route(file, onRoute);
  await chat.root.getByRole('log').focus();
  const route = await routed;
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await meanwhile();
  await route.continue();
}

test('keys that are pressed before what handles them is here do their work then', async ({ stage, page }) => {
  await fill(stage, 3);
  const chat = await enter(stage, page);
  await pressEarly(chat, page, async () => {});
  await expect.poll(() => focused(page)).toMatch('Number 3');
});

test('who has left the list before that is not brought back', async ({ stage, page }) => {
  await fill(stage, 3);
  const chat = await enter(stage, page);
  await pressEarly(chat, page, () => chat.field.focus());
  // The tools stand on the row that is pointed at: what was kept has been handled.
  await chat.row('Number 3').hover();
  await expect(chat.root.locator('ws-chat-row-tools .tool')).not.toHaveCount(0);
  expect(await focused(page)).toBe('Message Lobby');
});
