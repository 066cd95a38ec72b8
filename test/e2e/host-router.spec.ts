// A page that replaces itself without being loaded anew, as Turbo and the routers of single-page sites do.
import type { Page } from '@playwright/test';
import { Chat, expect, test } from './chat.ts';

/** The sockets that a page opens from now on. */
function socketsOf(page: Page): () => { readonly ever: number; readonly open: number } {
  const sockets: { isClosed(): boolean }[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  return () => ({ ever: sockets.length, open: sockets.filter((socket) => !socket.isClosed()).length });
}

async function replaceBody(page: Page, html: string): Promise<void> {
  await page.evaluate((markup) => {
    const next = document.createElement('body');
    next.innerHTML = markup;
    document.body.replaceWith(next);
  }, html);
}

test('a chat of the tag stays when the whole body is replaced: the same one', async ({ stage, page }) => {
  const sockets = socketsOf(page);
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  await chat.root.getByRole('button', { name: 'Open the chat' }).click();
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  await chat.field.fill('half a mess');
  for (const title of ['Second page', 'Third page']) {
    await replaceBody(page, `<h1>${title}</h1>`);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(chat.field).toHaveValue('half a mess');
  }
  await chat.field.press('Enter');
  await expect(chat.row('half a mess')).toBeVisible();
  expect(sockets()).toEqual({ ever: 1, open: 1 });
});

test('neither a script that runs again nor a copy of the page makes a second chat', async ({
  stage,
  page,
}) => {
  const sockets = socketsOf(page);
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  await expect(chat.root).toHaveCount(1);
  const tag = `<script src="${stage.chat}/ws-chat.js" data-room="lobby" data-loading="eager"></script>`;
  const runAgain = () =>
    page.evaluate(async (markup) => {
      const { src, dataset } = document.createRange().createContextualFragment(markup)
        .firstChild as HTMLScriptElement;
      const script = Object.assign(document.createElement('script'), { src });
      Object.assign(script.dataset, dataset);
      await new Promise((resolve) => {
        script.onload = resolve;
        document.body.append(script);
      });
    }, tag);
  await runAgain();
  await expect(chat.root).toHaveCount(1);
  // Visited and left, as a router keeps it for the way back.
  await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    document.body.replaceWith(document.createElement('body'));
    document.body.replaceWith(copy);
  });
  await runAgain();
  await expect(chat.root).toHaveCount(1);
  await chat.root.getByRole('button', { name: 'Open the chat' }).click();
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  await expect.poll(() => sockets().open).toBe(1);
});

test('a chat that its page has removed stays away', async ({ stage, page }) => {
  const sockets = socketsOf(page);
  await page.goto(`${stage.site.origin}/floating`);
  await expect.poll(() => sockets().open).toBe(1);
  await page.locator('ws-chat').evaluate((element) => element.remove());
  await replaceBody(page, '<h1>Second page</h1>');
  await expect.poll(() => sockets().open).toBe(0);
  await expect(page.locator('ws-chat')).toHaveCount(0);
});

test('views that come and go leave no socket, no timer that brings one back, and no doubles', async ({
  stage,
  page,
}) => {
  const sockets = socketsOf(page);
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  for (let visit = 0; visit < 5; visit++) {
    await page.evaluate((index) => {
      history.pushState({}, '', `/view-${index}`);
      document.querySelector('main')!.replaceChildren();
    }, visit);
    await expect.poll(() => sockets().open).toBe(0);
    await page.evaluate((room) => {
      const view = document.createElement('ws-chat');
      view.setAttribute('room', room);
      view.style.height = '400px';
      document.querySelector('main')!.append(view);
    }, 'lobby');
    // What was said is there before the socket is.
    await expect(chat.row('Hello')).toBeVisible();
    await expect.poll(() => sockets().open).toBe(1);
  }
  expect(sockets()).toEqual({ ever: 6, open: 1 });
  await chat.say('Still me');
  await expect(chat.rows).toHaveCount(2);
});

test('moved in every way, it keeps draft, place, focus where the move keeps it, and socket', async ({
  stage,
  page,
}) => {
  const sockets = socketsOf(page);
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'message 1');
  for (let index = 2; index <= 30; index++) await chat.say(`message ${index}`);
  await expect.poll(async () => (await chat.acknowledged()).length).toBe(30);
  await chat.field.fill('half a mess');
  const scroller = chat.root.locator('.scroller');
  await scroller.evaluate((element) => (element.scrollTop = 100));
  await expect(chat.row('message 30')).not.toBeInViewport();

  await chat.root.evaluate((element) => {
    const [frame, place] = [document.createElement('section'), document.createElement('div')];
    document.body.append(frame, place);
    (frame as unknown as { moveBefore(node: Node, before: Node | null): void }).moveBefore(element, null);
  });
  await expect(chat.field).toBeFocused();
  await expect(chat.field).toHaveValue('half a mess');
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBe(100);

  await chat.root.evaluate((element) => document.querySelector('body > div')!.append(element));
  await expect(chat.field).toHaveValue('half a mess');
  await expect(chat.row('message 30')).not.toBeInViewport();

  // Into the shadow of another element.
  await chat.root.evaluate((element) => {
    const place = document.querySelector('body > section')!;
    place.attachShadow({ mode: 'open' }).append(element);
  });
  await expect(chat.field).toHaveValue('half a mess');
  await chat.field.press('Enter');
  await expect(chat.row('half a mess')).toBeVisible();
  expect(sockets()).toEqual({ ever: 1, open: 1 });
});

test('a clone is a chat of its own that shares the socket, and comes with no draft', async ({
  stage,
  page,
}) => {
  const sockets = socketsOf(page);
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  await chat.root.evaluate((element) => {
    const clone = element.cloneNode(true) as HTMLElement;
    clone.id = 'clone';
    element.after(clone);
  });
  const clone = new Chat(page, '#clone');
  await expect(clone.row('Hello')).toBeVisible();
  await clone.say('from the clone');
  await expect(new Chat(page, 'ws-chat:not(#clone)').row('from the clone')).toBeVisible();
  expect(sockets()).toEqual({ ever: 1, open: 1 });
});
