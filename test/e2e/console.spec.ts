// The moderators' page against the real server: who keeps the chat does it here, and guests notice at once.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Chat, expect, test, type Stage } from './chat.ts';

/** What the server prints at its first start, behind the address of its console. */
async function printedKey(stage: Stage): Promise<string> {
  const find = () => /#key=\S+/.exec(stage.server.lines.join('\n'))?.[0];
  await expect.poll(find).toBeDefined();
  return find()!;
}

/** Opens the link that the server printed at its first start, as its owner. */
async function signIn(page: Page, stage: Stage, name = 'Mara'): Promise<Locator> {
  await page.goto(`${stage.chat}/console${await printedKey(stage)}`);
  const field = page.getByLabel('Your name');
  await field.fill(name);
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  return page.locator('ws-chat-console');
}

/** A visitor of the site, who has said something. */
async function visitor(browser: Browser, stage: Stage, name: string, text: string): Promise<Chat> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce(name, text);
  await expect(chat.root.locator('.row:not(.pending)', { hasText: text })).toBeVisible();
  return chat;
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), address);
}

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

/** What a policy or a script complains of. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

test('one signs in by the printed link, once, and stays signed in', async ({ stage, page, browser }) => {
  await signIn(page, stage);
  expect(page.url()).not.toContain('key=');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You come in by a link')).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${stage.chat}/console${await printedKey(stage)}`);
  await expect(other.getByRole('alert')).toBeVisible();
  await expect(other.getByText('Ask its owner for a link')).toBeVisible();
});

test('a message is removed by two keys, and its author is banned by two more', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Gold Rush', 'Buy my gold');
  await signIn(page, stage);
  await open(page, '#/rooms/lobby');
  const row = page.getByRole('article').filter({ hasText: 'Buy my gold' });
  await row.focus();
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await expect(guest.root.getByText('This message was removed.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await guest.say('And again');
  const again = page.getByRole('article').filter({ hasText: 'And again' });
  await again.focus();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(guest.root.getByText('The chat has ended')).toBeVisible();
  await open(page, '#/rooms/lobby/people');
  await page.getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByText('Nobody is held back')).toBeVisible();
  await open(page, '#/rooms/lobby/audit');
  await expect(page.getByRole('listitem').filter({ hasText: 'unbanned' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mara banned' })).toBeVisible();
});

test('a guest is refused at once when the matrix says so', async ({ stage, page, browser }) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await open(page, '#/rooms/lobby/permissions');
  await page.getByRole('radio', { name: 'Write messages: members and above' }).check({ force: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await guest.say('Am I still heard?');
  await expect(guest.root.getByText('Not sent.')).toBeVisible();
});

test('words are tried, saved, and hold a message until a key lets it in', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await open(page, '#/rooms/lobby/rules');
  await page.getByLabel('Words and phrases: how it is set').selectOption('set');
  await page.getByLabel('Hold messages with').fill('lawyer');
  await page.getByRole('textbox', { name: 'Try a text' }).fill('I know a lawyer');
  await expect(page.getByText('It waits for a moderator:')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await guest.say('Ask my lawyer');
  await page.getByRole('link', { name: /^Waiting 1/ }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Ask my lawyer' });
  await card.focus();
  await page.keyboard.press('a');
  await expect(page.getByText('Nothing waits')).toBeVisible();
  await expect(guest.row('Ask my lawyer').last()).toBeVisible();
  await open(page, '#/rooms/lobby');
  await expect(page.getByRole('article').filter({ hasText: 'Ask my lawyer' })).toBeVisible();
});

test('a room is taken along as a file, found in, and a person erased', async ({ stage, page, browser }) => {
  await visitor(browser, stage, 'Bo', 'My number is 555');
  await signIn(page, stage);
  await open(page, '#/rooms/lobby/settings');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await (await downloading).path();
  expect(await readFile(file, 'utf8')).toContain('My number is 555');
  await open(page, '#/rooms/lobby/search');
  await page.getByLabel('Text').fill('NUMBER');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 message found')).toBeVisible();
  await page.getByRole('button', { name: 'More about Bo' }).click();
  await page.getByRole('link', { name: 'What is kept of them' }).click();
  await page.getByRole('button', { name: 'Erase…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Erase' })).toBeDisabled();
  await dialog.getByLabel('Type “erase” to go on').fill('erase');
  await page.keyboard.press('Enter');
  await expect(page.getByText('empty now').first()).toBeVisible();
  await open(page, '#/rooms/lobby/search');
  await page.getByLabel('Text').fill('NUMBER');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 messages found')).toBeVisible();
});

test('a moderator comes in by a link and is out when it is taken from them', async ({
  stage,
  page,
  browser,
}) => {
  await signIn(page, stage);
  await open(page, '#/staff');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tomasz');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Sign-in link').textContent();
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${stage.chat}/console${new URL(link!).hash}`);
  await expect(other.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await expect(other.getByRole('link', { name: 'Staff' })).toBeHidden();
  const one = page.getByRole('listitem').filter({ hasText: 'Tomasz' });
  await one.getByRole('button', { name: 'Remove…' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tomasz is no longer of the staff.')).toBeVisible();
  await expect(other.getByText('You help to keep the chat')).toBeVisible();
});

const surfaces = [
  '#/rooms',
  '#/rooms/lobby',
  '#/rooms/lobby/held',
  '#/rooms/lobby/reports',
  '#/rooms/lobby/people',
  '#/rooms/lobby/search',
  '#/rooms/lobby/audit',
  '#/rooms/lobby/permissions',
  '#/rooms/lobby/rules',
  '#/rooms/lobby/settings',
  '#/defaults/permissions',
  '#/defaults/audit',
  '#/staff',
  '#/embed',
  '#/data',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any surface, ${colorScheme}, and the policy nothing to refuse`, async ({
    stage,
    browser,
  }) => {
    // Axe takes its time, and there are many surfaces.
    test.slow();
    await visitor(browser, stage, 'Bo', 'Hello https://example.org');
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${stage.chat}/console`);
    await expect(page.getByText('You run this server')).toBeVisible();
    expect(await violations(page), 'signed out').toEqual([]);
    await signIn(page, stage);
    for (const surface of surfaces) {
      await open(page, surface);
      await expect(page.locator('.waiting')).toHaveCount(0);
      expect(await violations(page), surface).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test(`axe finds nothing in what asks once more, ${colorScheme}`, async ({ stage, browser }) => {
    test.slow();
    await visitor(browser, stage, 'Bo', 'Hello');
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, stage);
    await open(page, '#/rooms/lobby');
    const row = page.getByRole('article').filter({ hasText: 'Hello' });
    await row.focus();
    expect(await violations(page), 'tools of a row').toEqual([]);
    for (const key of ['d', 'm', 'b', '.']) {
      await row.focus();
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page), `asked by ${key}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

test('nothing is wider than a phone, in either direction of writing', async ({ stage, browser }) => {
  await visitor(browser, stage, 'Bo', 'Hello');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await context.newPage();
  await signIn(page, stage);
  for (const direction of ['ltr', 'rtl'])
    for (const surface of surfaces) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      await open(page, surface);
      await expect(page.locator('.waiting')).toHaveCount(0);
      const widest = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(widest, `${surface} ${direction}`).toBeLessThanOrEqual(0);
      await expect(page.getByRole('navigation', { name: 'Chat console' })).toBeInViewport();
    }
});

test('what people write is text on every surface', async ({ stage, page, browser }) => {
  const evil = '<img src=x onerror="document.title=1"><b style="color:red">x</b>';
  await visitor(browser, stage, '<i>Bo</i>', evil);
  const complaints = complaintsOf(page);
  await signIn(page, stage);
  const title = await page.title();
  for (const surface of ['#/rooms/lobby', '#/rooms/lobby/search?who=Bo', '#/rooms/lobby/audit']) {
    await open(page, surface);
    await expect(page.locator('.waiting')).toHaveCount(0);
    if (!surface.endsWith('audit')) await expect(page.getByText('<img src=x').first()).toBeVisible();
    expect(await page.locator('main :is(img, b[style], i)').count(), surface).toBe(0);
  }
  expect(await page.title()).toBe(title);
  expect(complaints).toEqual([]);
});
