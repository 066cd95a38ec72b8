// A page that holds itself to one version of the script, by the tag that the server shows for it.
import type { Page } from '@playwright/test';
import type { Bundle } from '../../server/http/bundle.ts';
import { hostSite, htmlPage } from '../support/host-site.ts';
import { Chat, expect, test, type Stage } from './chat.ts';

/** As the server’s own first page shows it. */
async function shownTag(page: Page, stage: Stage): Promise<string> {
  await page.goto(stage.chat);
  const tag = await page.locator('pre').nth(1).textContent();
  expect(tag).toMatch(/integrity="sha384-[^"]{64}" crossorigin="anonymous"/);
  return tag!;
}

interface Opened extends AsyncDisposable {
  /** What the browser said in its console. */
  readonly said: readonly string[];
}

/** Goes to a page of a site that the chat admits. */
async function open(page: Page, stage: Stage, markup: string): Promise<Opened> {
  const site = await hostSite({ '/': htmlPage(markup) });
  stage.flags.push(`--origin=${site.origin}`);
  await stage.restart();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(site.origin);
  return { said, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

const openTheChat = (page: Page) => page.getByRole('button', { name: 'Open the chat' }).click();

test('the tag that the server shows is a chat, all of whose files are of that version', async ({
  stage,
  page,
}) => {
  const tag = await shownTag(page, stage);
  const [, folder] = /src="(.+\/)ws-chat\.js"/.exec(tag)!;
  const scripts: string[] = [];
  const sockets: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await using _opened = await open(page, stage, tag);
  await openTheChat(page);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter((address) => !address.startsWith(folder!))).toEqual([]);
  // The rooms are the server’s, whatever the version.
  expect(sockets).toEqual([`${stage.chat.replace('http', 'ws')}/rooms/lobby`]);
});

test('an element that names no server finds it from the script of a version', async ({ stage, page }) => {
  const tag = (await shownTag(page, stage)).replace(/ data-room="[^"]*"/, '');
  await using _opened = await open(page, stage, `${tag}<ws-chat room="lobby" loading="eager"></ws-chat>`);
  await expect(new Chat(page).root.getByText('No messages yet')).toBeVisible();
});

test('a script that is another one than the tag says does not run', async ({ stage, page }) => {
  const tag = await shownTag(page, stage);
  const other = tag.replace(/sha384-./, (hash) => `sha384-${hash.endsWith('A') ? 'B' : 'A'}`);
  await using opened = await open(page, stage, other);
  await expect.poll(() => opened.said.join()).toContain('integrity');
  expect(await page.evaluate(() => customElements.get('ws-chat') === undefined)).toBe(true);
  await expect(page.locator('ws-chat')).toHaveCount(0);
});

test.describe('what is loaded later', () => {
  /** The page’s import map, with the hash of the file that one writes in, as docs/release.md shows it. */
  async function withMap(page: Page, stage: Stage, hashOf: (bundle: Bundle) => string): Promise<string> {
    const tag = await shownTag(page, stage);
    const bundle = (await (await fetch(`${stage.chat}/integrity.json`)).json()) as Bundle;
    const address = `${stage.chat}/${bundle.folder}/ws-chat/chat-composer.js`;
    const map = JSON.stringify({ integrity: { [address]: hashOf(bundle) } });
    return `<script type="importmap">${map}</script>${tag}`;
  }

  test('is not held by the tag alone', async ({ stage, page }) => {
    await page.route('**/ws-chat/chat-composer.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `console.log('changed');${await response.text()}` });
    });
    await using opened = await open(page, stage, await shownTag(page, stage));
    await openTheChat(page);
    await expect(new Chat(page).field).toBeVisible();
    expect(opened.said).toContain('changed');
  });

  test('runs where an import map of the page has its hash', async ({ stage, page }) => {
    const markup = await withMap(page, stage, ({ files }) => files['ws-chat/chat-composer.js']!);
    await using _opened = await open(page, stage, markup);
    await openTheChat(page);
    await expect(new Chat(page).field).toBeVisible();
  });

  test('does not run where the import map has another hash', async ({ stage, page }) => {
    const markup = await withMap(page, stage, ({ files }) => files['ws-chat.js']!);
    await using opened = await open(page, stage, markup);
    await openTheChat(page);
    await expect.poll(() => opened.said.join()).toContain('integrity');
    await expect(new Chat(page).root.getByText('No messages yet')).toBeVisible();
    await expect(new Chat(page).field).toHaveCount(0);
  });
});
