// Whatever is refused is said where it happened, and nothing typed is lost.
import { hostSite, htmlPage } from '../support/host-site.ts';
import { Chat, expect, test } from './chat.ts';

test('a page of an origin that is not allowed is told why, on screen and by 403', async ({ stage, page }) => {
  const tag = `<script async src="${stage.chat}/ws-chat.js"></script><ws-chat room="lobby"></ws-chat>`;
  await using stranger = await hostSite({ '/': htmlPage(tag) });
  const refusals: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/admission')) refusals.push(response.status());
  });
  await page.goto(stranger.origin);
  const notice = page.locator('ws-chat').getByRole('alert');
  await expect(notice).toContainText('This chat is not open here');
  await expect(notice).toContainText(`Pages of ${stranger.origin} may not use this chat yet`);
  await expect(notice.locator('code')).toHaveText(`--origin ${stranger.origin}`);
  expect(refusals).toEqual([403]);

  const upgrade = await fetch(`${stage.chat}/rooms/lobby/admission`, {
    headers: { Origin: stranger.origin },
  });
  expect(upgrade.status).toBe(403);
});

test('a room that does not exist is named with its cure', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  await page.locator('ws-chat').evaluate((element) => element.setAttribute('room', 'cellar'));
  await expect(page.locator('ws-chat').getByRole('alert')).toContainText('There is no room “cellar” here');
  await expect(page.locator('ws-chat').locator('code')).toHaveText('--room cellar');
});

test('a message that is too long stays in the composer, with a sentence', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'short');
  await expect(chat.rows).toHaveCount(1);
  const long = 'x'.repeat(2_034);
  await chat.say(long);
  await expect(chat.remark).toHaveText('34 characters too long. Shorten it to send.');
  await expect(chat.field).toHaveValue(long);
  await expect(chat.rows).toHaveCount(1);
  await chat.say('x'.repeat(2_000));
  await expect(chat.rows).toHaveCount(2);
  await expect(chat.field).toHaveValue('');
});

test('who writes too fast is told to wait, and then it goes by itself, in order', async ({ stage, page }) => {
  stage.flags.push('--post-burst=2', '--posts-per-second=0.5');
  await stage.restart();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'one');
  for (const text of ['two', 'three', 'four']) await chat.say(text);
  await expect(chat.row('three')).toContainText(
    /That was quick\. The next message can go in (a second|2 seconds)\./,
  );
  expect(await chat.acknowledged()).toEqual(['one', 'two']);
  await expect.poll(() => chat.acknowledged()).toEqual(['one', 'two', 'three', 'four']);
});

test('who would have to wait long gets the message back, with what to do', async ({ stage, page }) => {
  stage.flags.push('--post-burst=1', '--posts-per-second=0.01');
  await stage.restart();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'one');
  await chat.say('two');
  await expect(chat.row('two').getByRole('alert')).toContainText(
    /Not sent\. That was quick\. The next message can go in \d+ seconds\./,
  );
  await chat.row('two').getByRole('button', { name: 'Retry' }).click();
  await expect(chat.row('two').getByRole('alert')).toBeVisible();
});

test('a refused message can be written anew, when it is time', async ({ stage, page }) => {
  stage.flags.push('--post-burst=1', '--posts-per-second=0.01');
  await stage.restart();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'one');
  await chat.say('two');
  await chat.row('two').getByRole('button', { name: 'Edit' }).click();
  await expect(chat.field).toHaveValue('two');
  await expect(chat.rows).toHaveCount(1);
  // It stays in the field until the server takes something again.
  await chat.say('two again');
  await expect(chat.root.getByRole('button', { name: /^Wait \d+ seconds$/ })).toBeVisible();
  await expect(chat.field).toHaveValue('two again');
  await expect(chat.rows).toHaveCount(1);
});

test('a refused message can be thrown away', async ({ stage, page }) => {
  stage.flags.push('--post-burst=1', '--posts-per-second=0.01');
  await stage.restart();
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'one');
  await chat.say('two');
  await chat.row('two').getByRole('button', { name: 'Delete' }).click();
  await expect(chat.rows).toHaveCount(1);
});
