// The chat inside of apps of React, Vue and Svelte: properties in, events out, and nothing lost when they draw.
import { test as base, type Locator, type Page } from '@playwright/test';
import { buildFrameworkApp, type Framework, type FrameworkApp } from '../support/framework-app.ts';
import { hostSite, htmlPage } from '../support/host-site.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, quickRates } from './chat.ts';

interface App {
  readonly page: Page;
  readonly chat: Chat;
  /** Another visitor of the room. */
  readonly other: Chat;
  /** What the app was told of. */
  readonly heard: Locator;
  /** Sockets that the app's page has ever opened, and those that are open. */
  sockets(): { readonly ever: number; readonly open: number };
  press(button: string): Promise<void>;
}

/** Built once: the server's address is told by the page. */
const built = new Map<Framework, Promise<FrameworkApp>>();

const test = base.extend<{ framework: Framework; app: App }>({
  framework: ['react', { option: true }],
  app: async ({ framework, browser }, use) => {
    if (!built.has(framework)) built.set(framework, buildFrameworkApp(framework));
    const { entry, files } = await built.get(framework)!;
    const port = await freePort();
    const server = `http://localhost:${port}`;
    const place = `<div id="app" data-server="${server}"></div><script type="module" src="${entry}"></script>`;
    await using site = await hostSite({
      '/': htmlPage(`<style>.chat { height: 400px }</style>${place}`),
      '/other': htmlPage(
        `<script async src="${server}/ws-chat.js"></script><ws-chat room="lobby"></ws-chat>`,
      ),
      ...files,
    });
    using folder = temporaryFolder();
    await using _process = await runServer(port, folder.path, [`--origin=${site.origin}`, ...quickRates]);
    const [context, others] = [await browser.newContext(), await browser.newContext()];
    const [page, otherPage] = [await context.newPage(), await others.newPage()];
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const sockets: { isClosed(): boolean }[] = [];
    page.on('websocket', (socket) => sockets.push(socket));
    await Promise.all([page.goto(site.origin), otherPage.goto(`${site.origin}/other`)]);
    await use({
      page,
      chat: new Chat(page),
      other: new Chat(otherPage),
      heard: page.getByRole('list', { name: 'Heard' }).getByRole('listitem'),
      sockets: () => ({ ever: sockets.length, open: sockets.filter((socket) => !socket.isClosed()).length }),
      press: (button) => page.getByRole('button', { name: button, exact: true }).click(),
    });
    expect(errors).toEqual([]);
    await Promise.all([context.close(), others.close()]);
  },
});

for (const framework of ['react', 'vue', 'svelte'] as const)
  test.describe(`in a ${framework} app`, () => {
    test.use({ framework });

    test('properties are set, events heard, and nothing is lost when it draws', async ({ app }) => {
      const { page, chat, other, heard, sockets, press } = app;
      await expect(chat.root.getByText('Nobody has said a word')).toBeVisible();
      await chat.introduce('Ann', 'Hello');
      await expect(other.row('Hello')).toBeVisible();
      await other.introduce('Bo', 'Hello Ann');
      await expect(heard).toHaveText(['Ann: Hello', 'Bo: Hello Ann']);

      await page.getByLabel('Refuse', { exact: true }).check();
      await chat.say('half a mess');
      await expect(page.getByLabel('Refused')).toHaveText('half a mess');
      await page.getByLabel('Refuse', { exact: true }).uncheck();
      for (let draw = 2; draw <= 5; draw++) {
        await press('Draw again');
        await expect(chat.root.getByRole('heading', { name: `Drawn ${draw}` })).toBeVisible();
      }
      await expect(chat.field).toHaveValue('half a mess');

      await press('Say it');
      await expect(other.row('said by the method')).toBeVisible();
      await expect(heard).toHaveText(['Ann: Hello', 'Bo: Hello Ann', 'Ann: said by the method']);
      expect(sockets()).toEqual({ ever: 1, open: 1 });
    });

    test('taken away it leaves no socket, and put back it goes on', async ({ app }) => {
      const { chat, other, heard, sockets, press } = app;
      await chat.introduce('Ann', 'Hello');
      await expect(other.row('Hello')).toBeVisible();
      await press('Take away');
      await expect(chat.root).toHaveCount(0);
      await expect.poll(() => sockets().open).toBe(0);
      await other.introduce('Bo', 'Are you there?');
      await expect(other.row('Are you there?')).not.toHaveClass(/pending/);
      await press('Put back');
      await expect(chat.row('Are you there?')).toBeVisible();
      await chat.say('Again');
      await expect(other.row('Again')).toContainText('Ann');
      // What came meanwhile may be told; nothing is told by the chat that is gone.
      await expect(heard.filter({ hasText: 'Ann: Again' })).toHaveCount(1);
      expect(sockets()).toEqual({ ever: 2, open: 1 });
    });
  });
