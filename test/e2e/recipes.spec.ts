// The components of docs/recipes.md, built as they stand there but for the address: a signed-in visitor talks, and what
// they are told of is heard.
import { expect, test, type Page } from '@playwright/test';
import { buildFrameworkApp, renderReactRecipe, type Framework } from '../support/framework-app.ts';
import { hostSite, htmlPage } from '../support/host-site.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, quickRates } from './chat.ts';

// Each is built first, and has two pages and a server of its own.
test.setTimeout(3 * 60_000);

/** A page of that recipe, onto what a server has drawn; Ann is signed in there, and Bo is a guest on another page. */
async function talks(page: Page, other: Page, framework: Framework, drawn = ''): Promise<void> {
  const port = await freePort();
  const server = `http://localhost:${port}`;
  const { entry, files } = await buildFrameworkApp(framework, 'recipe', server);
  await using site = await hostSite({
    '/': htmlPage(`<div id="app">${drawn}</div><script type="module" src="${entry}"></script>`),
    '/other': htmlPage(`<script async src="${server}/ws-chat.js"></script><ws-chat room="lobby"></ws-chat>`),
    '/chat-token': { html: tokenOf(Date.now()) },
    '/favicon.ico': { html: '' },
    ...files,
  });
  using folder = temporaryFolder();
  const members = [`--member-issuer=${issuer}`, `--member-audience=${audience}`];
  await using _process = await runServer(
    port,
    folder.path,
    [`--origin=${site.origin}`, ...members, ...quickRates],
    { WS_CHAT_MEMBER_SECRET: secret },
  );
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(site.origin);
  await other.goto(`${site.origin}/other`);
  const [ann, bo] = [new Chat(page), new Chat(other)];
  await ann.say('Hello');
  await expect(bo.row('Hello')).toContainText('Ann');
  await bo.introduce('Bo', 'Hello Ann');
  await expect(ann.row('Hello Ann')).toBeVisible();
  await expect(page).toHaveTitle('Bo: Hello Ann');
  expect(errors).toEqual([]);
}

for (const framework of ['react', 'vue', 'svelte'] as const)
  test(`the recipe for ${framework} signs its visitor in and tells the page what it asks for`, async ({
    browser,
  }) => {
    await using page = await browser.newPage();
    await using other = await browser.newPage();
    await talks(page, other, framework);
  });

test('the recipe for React does the same onto what a server has drawn', async ({ browser }) => {
  const drawn = await renderReactRecipe();
  expect(drawn).toBe('<p>Beside the chat</p>');
  await using page = await browser.newPage();
  await using other = await browser.newPage();
  await talks(page, other, 'react', drawn);
});
