// What people do with messages, and that everybody sees it: a real server, two visitors.
import type { Browser } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { Chat, expect, test, type Stage } from './chat.ts';

/** Two visitors of one room who are not the same person. */
async function meet(stage: Stage, browser: Browser) {
  const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [page, other] = await Promise.all([first.newPage(), second.newPage()]);
  await Promise.all([page.goto(stage.site.origin), other.goto(stage.site.origin)]);
  return { page, ann: new Chat(page), bo: new Chat(other) };
}

test('a reaction, an answer, an edit and a removal are seen by everybody', async ({ stage, browser }) => {
  const { page, ann, bo } = await meet(stage, browser);
  await ann.introduce('Ann', 'Who plays on Saturday?');
  await bo.introduce('Bo', 'We do');

  await ann.pointAt('We do');
  await ann.root.getByRole('button', { name: 'Add a reaction' }).click();
  await ann.root.getByRole('menuitemcheckbox', { name: '🎉' }).click();
  await expect(bo.row('We do').locator('.reaction')).toHaveText(/🎉\s*1/);
  await bo.row('We do').locator('.reaction').click();
  await expect(ann.row('We do').locator('.reaction')).toHaveText(/🎉\s*2/);

  await ann.pointAt('We do');
  await ann.root.getByRole('button', { name: 'Reply' }).click();
  await expect(ann.root.locator('.about')).toContainText('Replying to Bo');
  await ann.say('Then I come');
  const answer = bo.row('Then I come');
  await expect(answer.locator('.quote')).toContainText('We do');
  await expect(answer).toHaveClass(/calls/);
  await expect(ann.root.locator('.about')).toHaveCount(0);

  await ann.field.press('ArrowUp');
  await expect(ann.field).toHaveValue('Then I come');
  await ann.say('Then I come with friends');
  await expect(bo.row('Then I come with friends').locator('.edited')).toBeVisible();

  await ann.pointAt('with friends');
  await ann.root.getByRole('button', { name: 'More' }).click();
  await ann.root.getByRole('menuitem', { name: 'Delete' }).click();
  await ann.root.getByRole('menuitem', { name: 'Delete for everyone' }).click();
  await expect(bo.root.getByText('This message was removed.')).toBeVisible();
  await expect(bo.row('with friends')).toHaveCount(0);
  await page.reload();
  await expect(ann.row('We do').locator('.reaction')).toHaveText(/🎉\s*2/);
});

test('everything can be done by keyboard, and axe finds nothing in the menus', async ({ stage, browser }) => {
  const { page, ann, bo } = await meet(stage, browser);
  await ann.introduce('Ann', 'one');
  await expect(bo.row('one')).toBeVisible();
  await bo.introduce('Bo', 'two');
  await expect(ann.rows).toHaveCount(2);
  await ann.root.getByRole('log').focus();
  await page.keyboard.press('End');
  await expect(ann.row('two')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(ann.root.getByRole('button', { name: 'Add a reaction' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(ann.root.getByRole('menuitemcheckbox', { name: '👍' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(bo.row('two').locator('.reaction')).toHaveText(/👍\s*1/);
  await page.keyboard.press('Escape');
  await expect(ann.field).toBeFocused();
});

/** So many messages, one by one. */
async function talk(chat: Chat, count: number): Promise<void> {
  await chat.introduce('Ann', 'message 1');
  for (let index = 2; index <= count; index++) await chat.say(`message ${index}`);
  await expect.poll(async () => (await chat.acknowledged()).length).toBe(count);
}

test('a link to a message opens there, though it is older than what is loaded at first, and opens a closed chat', async ({
  stage,
  browser,
}) => {
  const { page, ann } = await meet(stage, browser);
  await talk(ann, 60);
  await page.goto(`${stage.site.origin}/#message-3`);
  await page.reload();
  await expect(ann.root.locator('[data-seq="3"]')).toBeInViewport();
  await page.goto(`${stage.site.origin}/floating#message-3`);
  await expect(ann.root.locator('[data-seq="3"]')).toBeInViewport();
});

test('a link to a message opens there, though the list comes later than what is in it', async ({
  stage,
  browser,
}) => {
  const { page, ann } = await meet(stage, browser);
  await talk(ann, 30);
  await page.route('**/ws-chat/chat-log.js*', async (route) => {
    await expect(ann.root.getByRole('button', { name: /here/ })).toBeVisible();
    await route.continue();
  });
  await page.goto(`${stage.site.origin}/#message-3`);
  await page.reload();
  await expect(ann.root.locator('[data-seq="3"]')).toBeInViewport();
  await expect(ann.root.getByText('That message is not here.')).toHaveCount(0);
});

test('a link to a message of one room of two leads far down the page, also once that is open', async ({
  stage,
  browser,
}) => {
  const { page, ann } = await meet(stage, browser);
  await talk(ann, 40);
  await page.goto(`${stage.site.origin}/two#message-30-lobby`);
  const lobby = page.locator('ws-chat[room=lobby]');
  await expect(lobby.locator('[data-seq="30"]')).toBeInViewport();
  await expect(lobby.locator('[data-seq="3"]')).not.toBeInViewport();
  await page.evaluate(() => {
    scrollTo(0, 0);
    location.hash = '#message-3-lobby';
  });
  await expect(lobby.locator('[data-seq="3"]')).toBeInViewport();
  await expect(page.locator('ws-chat[room=den]').getByText('That message is not here.')).toHaveCount(0);
});
