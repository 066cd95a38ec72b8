// A page's style stops at the chat, however loud it is: it looks as it does on a quiet page, and works.
import type { Page } from '@playwright/test';
import { Chat, expect, test } from './chat.ts';

const loud = {
  'unsets everything': '* { all: unset !important }',
  'sets everything': `
    html { font-size: 62.5% !important }
    body { font: italic 900 31px/3 fantasy; color: red; text-align: right; text-transform: uppercase; letter-spacing: 3px;
      word-spacing: 9px; text-indent: 9px; white-space: pre; cursor: crosshair; visibility: visible; user-select: none }
    * { box-sizing: content-box !important; margin: 5px !important; float: left; min-width: 200px;
      background: yellow !important; border: 3px dashed red !important; line-height: 3 !important; color: red !important }
    ::before, ::after { content: 'x' !important }
    button, textarea, h2 { display: none !important }`,
};

const looked = [
  'root',
  'header',
  'title',
  'log',
  'message',
  'name',
  'time',
  'text',
  'avatar',
  'composer',
  'input',
  'send',
];

/** What depends on the room that the page gives is left out. */
const properties = [
  ...['color', 'background-color', 'opacity', 'visibility', 'display', 'position', 'box-sizing', 'cursor'],
  ...[
    'font-family',
    'font-size',
    'font-style',
    'font-weight',
    'line-height',
    'letter-spacing',
    'word-spacing',
  ],
  ...['text-align', 'text-indent', 'text-transform', 'white-space', 'user-select', 'float'],
  ...['margin', 'padding', 'border', 'border-radius', 'min-width'],
];

function look(page: Page): Promise<Record<string, Record<string, string>>> {
  return page.locator('ws-chat').evaluate(
    (chat, [parts, names]) =>
      Object.fromEntries(
        parts.map((part) => {
          const style = getComputedStyle(chat.shadowRoot!.querySelector(`[part~="${part}"]`)!);
          return [part, Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))];
        }),
      ),
    [looked, properties] as const,
  );
}

for (const [does, style] of Object.entries(loud)) {
  test(`on a page that ${does} the chat looks the same, and works`, async ({ stage, page }) => {
    await page.goto(stage.site.origin);
    const chat = new Chat(page);
    await chat.introduce('Ann', 'Hello');
    await expect(chat.row('Hello')).toBeVisible();
    // Where nothing is focused and nothing hovered, before and after alike.
    await chat.field.blur();
    const before = await look(page);
    await page.addStyleTag({ content: style });
    await expect.poll(() => look(page)).toEqual(before);
    await chat.say('and again');
    await expect(chat.row('and again')).toBeInViewport();
    await expect(chat.field).toBeInViewport();
  });

  test(`on a page that ${does} a floating chat opens over it`, async ({ stage, page }) => {
    await page.goto(`${stage.site.origin}/floating`);
    await page.addStyleTag({ content: style });
    const chat = new Chat(page);
    await chat.root.getByRole('button', { name: 'Open the chat' }).click();
    await chat.introduce('Ann', 'Hello');
    await expect(chat.row('Hello')).toBeInViewport();
    await expect(chat.root).toHaveCSS('position', 'fixed');
  });
}

test('a root of 62.5 % makes neither text nor chat smaller', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect.poll(() => chat.acknowledged()).toEqual(['Hello']);
  await chat.root.evaluate((element) => element.removeAttribute('style'));
  const size = () => chat.root.evaluate((element) => element.getBoundingClientRect().height);
  const before = [await size(), (await chat.row('Hello').boundingBox())!.height];
  await page.addStyleTag({ content: 'html { font-size: 62.5% }' });
  expect([await size(), (await chat.row('Hello').boundingBox())!.height]).toEqual(before);
});

test('what opens is not cut off by a place that hides what stands out', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  await page.addStyleTag({
    content: 'main { overflow: hidden; contain: paint; width: 300px; border-radius: 20px }',
  });
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await chat.row('Hello').hover();
  await chat.root.getByRole('button', { name: 'More' }).click();
  const items = chat.root.getByRole('menuitem');
  await expect(items.first()).toBeVisible();
  // A trial click fails where something else would take it.
  for (const item of await items.all()) await item.click({ trial: true });
});

test('a part is styled from the page', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  await page.addStyleTag({
    content:
      'ws-chat::part(message-own) { outline: 3px solid rgb(1, 2, 3) } ws-chat::part(send) { border-radius: 0 } ws-chat { --ws-chat-bg: rgb(4, 5, 6) }',
  });
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toHaveCSS('outline', 'rgb(1, 2, 3) solid 3px');
  await expect(chat.root.locator('.panel')).toHaveCSS('background-color', 'rgb(4, 5, 6)');
  await expect(chat.root.getByRole('button', { name: 'Send' })).toHaveCSS('border-radius', '0px');
});
