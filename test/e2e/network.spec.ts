// A bad network: nothing is said of short trouble, everything works again after long.
import type { WebSocketRoute } from '@playwright/test';
import { Chat, expect, test } from './chat.ts';

test('a dead network is told after two seconds, with a way to try now, and is survived', async ({
  stage,
  page,
}) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'before');
  await expect(chat.rows).toHaveCount(1);
  await stage.server.kill();
  await chat.say('in the tunnel');
  await expect(chat.row('in the tunnel')).toContainText('Waits for the connection');
  await expect(chat.status.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await expect(chat.status).toHaveText(/^No connection\. (Next try in \d+ s\.|Trying again…)/);
  await stage.restart();
  await expect(async () => {
    const retry = chat.status.getByRole('button', { name: 'Retry now' });
    // By itself it may be back in the moment before.
    await retry.click({ timeout: 500 }).catch(() => {});
    expect(await chat.acknowledged()).toEqual(['before', 'in the tunnel']);
  }).toPass({ timeout: 30_000 });
  await expect(chat.status).toBeEmpty();
});

test('trouble shorter than two seconds is not told', { tag: '@socket' }, async ({ stage, page }) => {
  const links: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/rooms\/lobby$/, (link) => {
    link.connectToServer();
    links.push(link);
  });
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'before');
  await expect(chat.rows).toHaveCount(1);
  await chat.status.evaluate((line) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    new MutationObserver(() => told.push(line.textContent)).observe(line, { subtree: true, childList: true });
  });
  await links[0]!.close({ code: 1012 });
  await chat.say('after');
  await expect.poll(() => chat.acknowledged()).toEqual(['before', 'after']);
  expect(links.length).toBe(2);
  expect(
    await page.evaluate(() => (globalThis as unknown as { told: string[] }).told.filter(Boolean)),
  ).toEqual([]);
});

test('a half-open link is found out when the page comes back online', async ({ stage, page, context }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'before');
  await expect(chat.rows).toHaveCount(1);
  await context.setOffline(true);
  await chat.say('offline');
  await context.setOffline(false);
  await expect.poll(() => chat.acknowledged(), { timeout: 30_000 }).toEqual(['before', 'offline']);
});

test('scrolling back loads history without a jump', async ({ stage, page, browser }) => {
  // A hundred and thirty messages are written by hand.
  test.slow();
  const writer = await browser.newPage();
  await writer.goto(stage.site.origin);
  const writerChat = new Chat(writer);
  await writerChat.introduce('Bo', 'message 1');
  for (let index = 2; index <= 130; index++) await writerChat.say(`message ${index}`);
  await expect.poll(async () => (await writerChat.acknowledged()).length).toBe(130);

  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await expect(chat.rows).toHaveCount(50);
  await expect(chat.row('message 130')).toBeInViewport();
  const log = chat.root.getByRole('log');
  await log.hover();
  const [before, after] = await log.evaluate(async (scroller) => {
    const row = [...scroller.querySelectorAll('[data-row]')].at(3)!;
    scroller.scrollTop = 120;
    const text = row.textContent.trim();
    const top = () =>
      [...scroller.querySelectorAll('[data-row]')]
        .find((other) => other.textContent.trim() === text)!
        .getBoundingClientRect().top;
    const before = top();
    await new Promise<void>((resolve) => {
      const check = () =>
        scroller.querySelectorAll('[data-row]').length > 50 ? resolve() : requestAnimationFrame(check);
      check();
    });
    return [before, top()];
  });
  expect(Math.abs(after - before)).toBeLessThan(1);
  await expect(chat.rows).toHaveCount(100);
});

test('what is loaded later and could not be had is said so, and is there at the next try', async ({
  stage,
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const missing = new Set(['emoji-picker.js', 'emoji-data.js', 'people-list.js', 'company.js']);
  await page.route('**/ws-chat/*.js*', (route) => {
    const file = new URL(route.request().url()).pathname.split('/').at(-1)!;
    return missing.delete(file) ? route.abort() : route.continue();
  });
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'one');
  await expect(chat.rows).toHaveCount(1);
  const toast = chat.root.locator('.toast');
  const emoji = chat.root.getByRole('button', { name: 'Emoji', exact: true });
  for (const file of ['emoji-picker.js', 'emoji-data.js']) {
    await emoji.click();
    await expect(toast).toHaveText('No connection.');
    expect(missing.has(file)).toBe(false);
    await expect(chat.root.getByRole('dialog')).toHaveCount(0);
    await expect(toast).toHaveText('');
  }
  await emoji.click();
  await expect(chat.root.getByRole('gridcell').first()).toBeVisible();
  await page.keyboard.press('Escape');
  // Without the company there is nothing to open; the press fetches it, and then the list, which is not there.
  const people = chat.root.locator('[data-sheet=people]');
  await people.click();
  await expect(toast).toHaveText('No connection.');
  await expect(toast).toHaveText('');
  await people.click();
  await expect(chat.root.getByRole('listitem').first()).toBeVisible();
  expect([...missing]).toEqual([]);
  expect(errors).toEqual([]);
});

test('a replay that could not be had says so, and is there at the next try', async ({ stage, page }) => {
  let isMissing = true;
  await page.route('**/replay.js*', (route) => (isMissing ? route.abort() : route.continue()));
  await page.goto(stage.site.origin);
  await page.evaluate(() => {
    document.body.innerHTML = '<ws-chat room="lobby" replay></ws-chat>';
  });
  const chat = new Chat(page);
  await expect(chat.root.getByText('The chat cannot be reached')).toBeVisible();
  isMissing = false;
  await chat.root.getByRole('button', { name: 'Retry now' }).click();
  await expect(chat.root.getByText('The chat cannot be reached')).toHaveCount(0);
  await expect(chat.root.getByText('No messages yet')).toBeVisible();
});

test('where the composer cannot be fetched that is told, messages are read, and it can be tried again', async ({
  stage,
  page,
}) => {
  const file = '**/ws-chat/chat-composer.js*';
  await page.route(file, (route) => route.abort());
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  const closed = chat.root.getByRole('alert');
  await expect(closed).toContainText('No connection.');
  await expect(chat.root.getByText('No messages yet')).toBeVisible();
  await expect(chat.field).toHaveCount(0);
  await page.unroute(file);
  await closed.getByRole('button', { name: 'Retry' }).click();
  await chat.introduce('Ann', 'after all');
  await expect(chat.rows).toHaveCount(1);
});

test('where the list cannot be fetched that is told, messages are written, and it can be tried again', async ({
  stage,
  page,
}) => {
  const file = '**/ws-chat/chat-log.js*';
  await page.route(file, (route) => route.abort());
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'unseen');
  await expect(chat.root.getByText('The chat cannot be reached')).toBeVisible();
  await page.unroute(file);
  await chat.root.getByRole('button', { name: 'Retry now' }).click();
  await expect(chat.row('unseen')).toBeVisible();
  await expect(chat.root.getByText('The chat cannot be reached')).toHaveCount(0);
});
