// The package as it is installed, in a page: the site of docs/embedding.md, and the element’s class by itself.
import { expect, test } from '@playwright/test';
import { Chat } from './chat.ts';
import { ChatClient } from '../support/chat-client.ts';
import { installPackage, startSite, type InstalledPackage } from '../support/installed-package.ts';

let installed: InstalledPackage;
let address: string;
const ends = new AsyncDisposableStack();

test.beforeAll(async () => {
  test.setTimeout(5 * 60_000);
  installed = ends.use(installPackage());
  // Beside the chat, its files as a bundler would take them.
  const files = "app.use('/files', express.static('node_modules/ws-chat/dist/widget'));";
  const site = await startSite(installed, files);
  ends.defer(site.end);
  ({ address } = site);
});

test.afterAll(() => ends.disposeAsync());

async function say(text: string): Promise<void> {
  const client = new ChatClient(`${address.replace('http', 'ws')}/chat/rooms/lobby`, { origin: address });
  client.say({ type: 'hello', name: 'Ann' });
  await client.next('welcome');
  client.say({ type: 'post', draftId: text.replaceAll(' ', '-'), text });
  await client.next('message');
  client.cut();
}

test('the tag in a page of a site of ten lines is a chat', async ({ page }) => {
  await page.goto(address);
  await page.locator('ws-chat').getByRole('button').first().click();
  await say('Hello from elsewhere');
  await expect(new Chat(page).row('Hello from elsewhere')).toBeVisible();
});

test('the room and the console are pages under the path', async ({ page }) => {
  await say('Hello in the room');
  await page.goto(`${address}/chat/rooms/lobby`);
  await expect(new Chat(page).row('Hello in the room')).toBeVisible();
  await page.goto(`${address}/chat/console`);
  await expect(page.getByText('You come in by a link that is made for you.')).toBeVisible();
});

test('the class defines nothing until it is told to, and is the same by either export', async ({ page }) => {
  await page.goto(`${address}/chat/room.css`);
  const imported = await page.evaluate(`(async () => {
    const { WsChat } = await import('/files/ws-chat.element.js');
    const defined = ['ws-chat', 'ws-chat-log'].filter((name) => customElements.get(name));
    customElements.define('our-chat', class extends WsChat {});
    document.body.append(Object.assign(document.createElement('our-chat'), { server: '/chat', loading: 'eager' }));
    return defined;
  })()`);
  expect(imported).toEqual([]);
  await say('Hello to our own');
  await expect(new Chat(page, 'our-chat').row('Hello to our own')).toBeVisible();
  const isSame = await page.evaluate(`(async () => {
    const { WsChat } = await import('/files/ws-chat.package.js');
    return customElements.get('ws-chat') === WsChat && document.querySelector('our-chat') instanceof WsChat;
  })()`);
  expect(isSame).toBe(true);
});
