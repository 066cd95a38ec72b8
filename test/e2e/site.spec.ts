// The product’s page and its documents, as the demo serves them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { createSite } from '../../server/demo/site.ts';
import { violations } from '../support/axe.ts';
import { runDemo, type Demo } from '../support/demo.ts';
import { walk, type Walk } from '../support/site-pages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat } from './chat.ts';

const test = base.extend<object, { demo: Demo; everything: Walk }>({
  demo: [
    async ({}, use) => {
      await using demo = await runDemo();
      await use(demo);
    },
    { scope: 'worker' },
  ],
  everything: [
    async ({ demo }, use) => {
      await use(await walk(`${demo.site}/`, demo.chat));
    },
    { scope: 'worker' },
  ],
});

const pathOf = ({ url }: { readonly url: string }) => new URL(url).pathname;

/** The scenes of the gallery are judged in each look by a test of their own. */
const judgedIn = (path: string) =>
  path === '/gallery.html' ? ':is(body > header, body > footer, .looks)' : 'html';

test('every page answers, no link within the site is dead, and nothing is fetched from anybody else', ({
  everything,
}) => {
  const { pages, dead, foreign } = everything;
  expect(dead).toEqual([]);
  expect(foreign).toEqual([]);
  expect(pages.map(pathOf)).toEqual(
    expect.arrayContaining([
      ...['/', '/gallery.html', '/playground.html', '/recipes.html', '/benchmarks.html', '/radio.html'],
      ...['/docs/index.html', '/docs/start.html', '/docs/wire.html', '/docs/comparison.html'],
    ]),
  );
});

test('axe finds nothing on any page, in light and in dark', async ({ everything, page }) => {
  // Thirty pages, some of them long: much for a small machine.
  test.setTimeout(600_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const one of everything.pages) {
    const within = judgedIn(pathOf(one));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(one.url);
    expect.soft(await violations(page, { within }), one.url).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    const only = ['color-contrast', 'link-in-text-block'];
    expect.soft(await violations(page, { within, only }), `${one.url}, dark`).toEqual([]);
  }
});

test('no page is wider than a small phone', async ({ everything, page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const one of everything.pages) {
    await page.goto(one.url);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, one.url).toBe(320);
  }
});

test('the room of the first page takes a message, and somebody else reads it', async ({
  demo,
  page,
  browser,
}) => {
  await page.goto(demo.site);
  await new Chat(page, '.room').introduce('Ann', 'Hello from the first page');
  await using context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(demo.site);
  await expect(new Chat(other, '.room').row('Hello from the first page')).toBeVisible();
});

test('on a phone the room opens from the corner', async ({ demo, browser }) => {
  await using context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(demo.site);
  await expect(page.getByText('The button in the corner opens the room itself.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the chat' }).click();
  await new Chat(page, '.corner').introduce('Bo', 'Hello from a phone');
  await expect(new Chat(page, '.corner').row('Hello from a phone')).toBeVisible();
});

test('without a script the first page says it all, and draws the room', async ({ demo, browser }) => {
  await using context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(demo.site);
  await expect(page.locator('h1')).toContainText('one script tag');
  await expect(page.locator('#tag + pre')).toHaveText(
    `<script async src="${demo.chat}/ws-chat.js" data-room="lobby"></script>`,
  );
  await expect(page.getByText('Ça marche! Sound is fine from here.')).toBeVisible();
  await expect(page.locator('.promises li')).toHaveCount(5);
});

test('where the chat’s server is not there, the drawing of the room stands in its place', async ({
  page,
}) => {
  const server = createSite(() => 'http://localhost:9').listen(0, '127.0.0.1');
  await using _ = {
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  };
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}/`);
  await expect(page.getByText('Where the demo runs, the room itself is here')).toBeVisible();
  await page.goto(`http://127.0.0.1:${port}/gallery`);
  await expect(page.getByText('The chat’s script did not come')).toBeVisible();
  server.closeAllConnections();
});

test('the tag is copied by its button', async ({ demo, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(demo.site);
  await page.locator('#tag + pre').getByRole('button', { name: 'Copy' }).click();
  await expect(page.locator('#tag + pre').getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('data-room="lobby"></script>');
});

interface Manifest {
  readonly modules: readonly [
    {
      readonly declarations: readonly [
        {
          readonly attributes: readonly { readonly name: string }[];
          readonly cssProperties: readonly { readonly name: string }[];
        },
      ];
    },
  ];
}

test('the playground has each attribute and each variable of the manifest', async ({ demo, page }) => {
  const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
  const { attributes, cssProperties } = manifest.modules[0].declarations[0];
  await page.goto(`${demo.site}/playground`);
  const of = (data: 'name' | 'variable') =>
    page.evaluate((data) => {
      const controls = document.querySelectorAll<HTMLInputElement>('.controls :is(input, select)');
      const all = [...controls].map((control) =>
        data === 'name' ? control.name : (control.dataset.variable ?? ''),
      );
      return [...new Set(all.filter((name) => name !== ''))];
    }, data);
  expect(await of('name')).toEqual(attributes.map(({ name }) => name));
  expect(await of('variable')).toEqual(cssProperties.map(({ name }) => name));
});

async function choose(page: Page): Promise<void> {
  await page.getByLabel('heading').fill('Say "hi" & stay');
  await page.getByLabel('theme').selectOption('dark');
  await page.getByLabel('density').selectOption('compact');
  await page.getByLabel('--ws-chat-radius').fill('3px');
  await page.locator('[data-variable="--ws-chat-accent"][data-look="dark"]').fill('#ff00aa');
}

/** What of a chat can be seen of those choices. */
function seenOf(page: Page) {
  return page.locator('ws-chat').evaluate((chat) => ({
    heading: chat.shadowRoot!.querySelector('[part~=title]')?.textContent.trim(),
    attributes: chat.getAttributeNames().filter((name) => ['theme', 'density', 'room'].includes(name)),
    radius: getComputedStyle(chat).getPropertyValue('--ws-chat-radius').trim(),
    accent: getComputedStyle(chat).getPropertyValue('--ws-chat-accent').trim(),
    send: getComputedStyle(chat.shadowRoot!.querySelector('[part~=root]')!).borderTopLeftRadius,
  }));
}

test('the playground’s tag in a bare page is the chat beside it', async ({ demo, page, browser }) => {
  await page.goto(`${demo.site}/playground`);
  await choose(page);
  await new Chat(page).introduce('Ann', 'Written in the playground');
  const chosen = await seenOf(page);
  expect(chosen).toMatchObject({ heading: 'Say "hi" & stay', radius: '3px', send: '3px' });
  expect(chosen.accent).toBe('light-dark(#0b6b55, #ff00aa)');

  const tag = await page.locator('.tag').innerText();
  using folder = temporaryFolder();
  const bare = join(folder.path, 'bare.html');
  writeFileSync(bare, `<!doctype html><meta charset="utf-8"><title>Bare</title>\n${tag}`);
  await using context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(pathToFileURL(bare).href);
  await expect(new Chat(other).row('Written in the playground')).toBeVisible();
  expect({ ...(await seenOf(other)), attributes: [] }).toEqual({ ...chosen, attributes: [] });
});

test('the playground’s address keeps what was chosen, and its button takes it back', async ({
  demo,
  page,
}) => {
  await page.goto(`${demo.site}/playground`);
  await choose(page);
  const tag = await page.locator('.tag').innerText();
  await page.reload();
  await expect(page.locator('.tag')).toHaveText(tag);
  await page.getByRole('button', { name: 'As it was' }).click();
  await expect(page.locator('.tag')).toHaveText(
    `<script async src="${demo.chat}/ws-chat.js"></script>\n<ws-chat room="lobby"></ws-chat>`,
  );
  expect(new URL(page.url()).hash).toBe('');
});
