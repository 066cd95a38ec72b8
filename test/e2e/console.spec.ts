// The moderators' page against the real server: who keeps the chat does it here, and guests notice at once.
import type { Browser } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { stranger } from '../support/stranger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test, type Stage } from './chat.ts';
import { openSurface, printedLink, signIn, signMembersIn, visit } from './keeping.ts';

/** A visitor of the site, who has said something. */
async function visitor(browser: Browser, stage: Stage, name: string, text: string): Promise<Chat> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce(name, text);
  await expect(chat.root.locator('.row:not(.pending)', { hasText: text })).toBeVisible();
  return chat;
}

test('one signs in by the printed link, once, and stays signed in', async ({ stage, page, browser }) => {
  await signIn(page, stage);
  expect(page.url()).not.toContain('key=');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You come in by a link')).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(await printedLink(stage));
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
  await openSurface(page, '#/rooms/lobby');
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
  await expect(guest.root.locator('.closed')).toContainText('You are banned from this room.');
  await openSurface(page, '#/rooms/lobby/people');
  await page.getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByText('Nobody is held back')).toBeVisible();
  await openSurface(page, '#/rooms/lobby/audit');
  await expect(page.getByRole('listitem').filter({ hasText: 'unbanned' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mara banned' })).toBeVisible();
});

test('a guest’s field is closed at once when the matrix says so', async ({ stage, page, browser }) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby/permissions');
  await page.getByRole('radio', { name: 'Write messages: members and above' }).check({ force: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await expect(guest.root.locator('.closed')).toBeVisible();
  await expect(guest.field).toBeHidden();
});

test('words are tried, saved, and hold a message until a key lets it in', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby/rules');
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
  await openSurface(page, '#/rooms/lobby');
  await expect(page.getByRole('article').filter({ hasText: 'Ask my lawyer' })).toBeVisible();
});

test('a room is taken along as a file, found in, and a person erased', async ({ stage, page, browser }) => {
  await visitor(browser, stage, 'Bo', 'My number is 555');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby/settings');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await (await downloading).path();
  expect(await readFile(file, 'utf8')).toContain('My number is 555');
  await openSurface(page, '#/rooms/lobby/search');
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
  await openSurface(page, '#/rooms/lobby/search');
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
  await openSurface(page, '#/staff');
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

test('rooms are found by a part of their names, with what goes on in them, and opened by the keyboard', async ({
  stage,
  page,
  browser,
}) => {
  stage.flags.push('--room=lobby', '--room=kitchen');
  await stage.restart();
  await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  const lobby = page.getByRole('link', { name: /^lobby/ });
  await expect(lobby).toContainText('1 here');
  await expect(
    lobby.getByRole('img', { name: 'Messages a minute in the last hour: 1 in all' }),
  ).toBeVisible();
  await page.getByLabel('Find a room').fill('KIT');
  await expect(lobby).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^kitchen/ })).toBeVisible();
  await page.getByLabel('Find a room').fill('nothing of that kind');
  await expect(page.getByText('No room has that in its name.')).toBeVisible();
  await page.getByLabel('Find a room').fill('');
  await lobby.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Hello' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
});

test('the room is slowed, paused and spoken to from beside the conversation', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby');
  await page.getByLabel('Slow mode').selectOption('300');
  await expect(guest.root.locator('.mode')).toContainText('Slow mode: one message every 5 minutes');
  await page.getByLabel('Say it as').selectOption('info');
  await page.getByRole('textbox', { name: 'Announce something to everybody' }).fill('Doors close at ten');
  await page.keyboard.press('Enter');
  await expect(guest.root.locator('.announcement')).toHaveText('Doors close at ten');
  await page.getByLabel('Pause the room').fill('Back soon');
  await page.keyboard.press('Enter');
  await expect(guest.root.locator('.closed')).toContainText('Back soon');
  await page.getByRole('button', { name: 'Go on now' }).click();
  await expect(guest.field).toBeVisible();
  await expect(guest.root.locator('.mode')).toContainText('Slow mode');
});

test('what was done is undone: a removal, a ban, a ban that was lifted, a room that was emptied', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'A fine day');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby');
  const row = page.getByRole('article').filter({ hasText: 'A fine day' });
  await row.focus();
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await expect(guest.root.getByText('This message was removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(guest.row('A fine day')).toBeVisible();

  await row.focus();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(guest.root.locator('.closed')).toContainText('You are banned');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('It is undone.')).toBeVisible();
  await guest.root.getByRole('button', { name: 'Retry' }).click();
  await expect(guest.field).toBeVisible();

  await row.focus();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await openSurface(page, '#/rooms/lobby/people');
  await page.getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByText('Nobody is held back')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Lift' })).toBeVisible();

  await openSurface(page, '#/rooms/lobby/settings');
  await page.getByRole('button', { name: 'Empty the room…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type “lobby” to go on').fill('lobby');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 message was removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It is undone.')).toBeVisible();
  await openSurface(page, '#/rooms/lobby');
  await expect(row).toBeVisible();
});

test('a report is settled by a key, comes back by its undoing, and its message goes by two more', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Buy my gold');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby');
  const zoe = stranger(stage, { hello: { name: 'Zoe' } });
  zoe.say({ type: 'report', draftId: 'one', ref: 1, reason: 'spam', text: 'Again and again' });
  await page.getByRole('link', { name: /^Reports 1/ }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Buy my gold' });
  await expect(card).toContainText('Reported by Zoe: Again and again');
  await card.focus();
  await page.keyboard.press('r');
  await expect(page.getByText('No reports')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await card.focus();
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await expect(guest.root.getByText('This message was removed.')).toBeVisible();
  await expect(page.getByText('It is removed.')).toBeVisible();
  zoe.cut();
});

test('what was found is acted on by the same keys as in the conversation', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Buy my gold');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby/search');
  await page.getByLabel('Text').fill('gold');
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: 'Buy my gold' }).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await guest.say('And now?');
  await expect(guest.row('And now?').getByRole('alert')).toContainText('You are muted in this room.');
});

test('what holds in all rooms is set once: who may link, and how long messages are kept', async ({
  stage,
  page,
  browser,
}) => {
  const guest = await visitor(browser, stage, 'Bo', 'Hello');
  await signIn(page, stage);
  await openSurface(page, '#/defaults/permissions');
  await page.getByRole('radio', { name: 'Post links: members and above' }).check({ force: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await guest.say('See https://example.com');
  await expect(guest.root.getByText('Not sent.')).toBeVisible();
  await openSurface(page, '#/defaults/settings');
  await page.getByLabel('For some days').check({ force: true });
  await page.getByRole('spinbutton', { name: 'Days' }).fill('7');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Just now: for 7 days.')).toBeVisible();
  await openSurface(page, '#/rooms/lobby/settings');
  await expect(page.getByText('Just now: for 7 days.')).toBeVisible();
  await openSurface(page, '#/defaults/audit');
  const acts = page.getByRole('listitem');
  await expect(acts.filter({ hasText: 'Mara changed permissions' })).toBeVisible();
  await page.getByLabel('What').selectOption('retention');
  await expect(acts).toHaveCount(1);
  await page.getByLabel('By whom').fill('mara');
  await page.keyboard.press('Enter');
  await expect(acts).toHaveCount(1);
  await page.getByLabel('By whom').fill('nobody');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing of that kind')).toBeVisible();
});

test('the embed code is what the preview shows', async ({ stage, page }) => {
  await signIn(page, stage);
  await openSurface(page, '#/embed');
  await page.getByLabel('Heading').fill('Ask us');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const code = page.locator('.copy code');
  await expect(code).toHaveText(
    `<script async src="${stage.chat}/ws-chat.js" data-room="lobby" data-theme="dark" data-heading="Ask us"></script>`,
  );
  const preview = page.locator('ws-chat');
  await expect(preview).toHaveAttribute('theme', 'dark');
  await expect(preview.locator('#heading')).toHaveText('Ask us');
  await page.getByRole('radio', { name: 'In the page' }).check({ force: true });
  await expect(code).toContainText('<ws-chat room="lobby" theme="dark" heading="Ask us"></ws-chat>');
  await expect(preview.getByText('No messages yet')).toBeVisible();
});

test('a moderator is offered nothing against the owner, and sees no more than they may', async ({
  stage,
  page,
  browser,
}) => {
  await signIn(page, stage, 'Olga');
  await openSurface(page, '#/rooms/lobby');
  await page.getByRole('textbox', { name: 'Message lobby' }).fill('Welcome to you all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toBeVisible();
  await openSurface(page, '#/staff');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tomasz');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Sign-in link').textContent();
  const other = await (await browser.newContext()).newPage();
  await other.goto(link!);
  await expect(other.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await openSurface(other, '#/rooms/lobby');
  const row = other.getByRole('article').filter({ hasText: 'Welcome to you all' });
  await row.focus();
  const tools = other.getByRole('toolbar').getByRole('button');
  await expect(tools).toHaveCount(2);
  for (const [at, name] of ['Pin', 'More'].entries()) await expect(tools.nth(at)).toHaveAccessibleName(name);
  for (const key of ['d', 'm', 'b']) await other.keyboard.press(key);
  await expect(other.getByRole('dialog')).toHaveCount(0);
  await openSurface(other, '#/rooms/lobby/permissions');
  await expect(other.getByText('Only owners change it.')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await openSurface(other, '#/rooms/lobby/settings');
  await expect(other.getByRole('button', { name: 'Download' })).toHaveCount(0);
});

test('a moderator whom the site signs in is muted from here by the owner', async ({
  stage,
  page,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat } = await visit(stage, browser, { sub: 'mo', name: 'Mo', role: 'moderator' });
  await chat.say('I keep the room from the chat');
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby');
  const row = page.getByRole('article').filter({ hasText: 'I keep the room' });
  await expect(row).toContainText('Mod');
  await row.focus();
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await chat.say('And now?');
  await expect(chat.row('And now?').getByRole('alert')).toContainText('You are muted in this room.');
});
