// The floating chat on a phone: it has the whole screen, and its field stays above the keyboard.
import { showGallery, startGallery } from '../support/gallery.ts';
import { Chat, expect, test } from './chat.ts';

/** Where fingers write, Enter begins a new line. */
async function say(chat: Chat, text: string): Promise<void> {
  await chat.field.fill(text);
  await chat.root.getByRole('button', { name: 'Send' }).tap();
}

async function introduce(chat: Chat, name: string, text: string): Promise<void> {
  await say(chat, text);
  const nameField = chat.root.getByLabel('What should we call you?');
  await nameField.fill(name);
  await nameField.press('Enter');
}

const screen = { width: 390, height: 844 };

/** What the chat covers, and whether its newest message and its field are in sight. */
async function view(chat: Chat) {
  return chat.root.evaluate((element) => {
    const box = (selector: string) => element.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
    const { offsetTop, height } = visualViewport!;
    const [top, bottom] = [offsetTop, offsetTop + height];
    const panel = box('.panel');
    const isIn = ({ top: start, bottom: end }: DOMRect) => start >= top - 1 && end <= bottom + 1;
    return {
      fills: Math.abs(panel.top - top) <= 1 && Math.abs(panel.bottom - bottom) <= 1,
      field: isIn(box('textarea')),
      newest: isIn([...element.shadowRoot!.querySelectorAll('.row')].at(-1)!.getBoundingClientRect()),
    };
  });
}

const allWell = { fills: true, field: true, newest: true };

test.use({ viewport: screen, hasTouch: true, isMobile: true });

test('the open chat has the whole screen, and keeps field and newest message above the keyboard', async ({
  stage,
  page,
}) => {
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  await chat.root.getByRole('button', { name: 'Open the chat' }).tap();
  await introduce(chat, 'Ann', 'Hello');
  for (let number = 1; number <= 20; number++) await say(chat, `Message ${number}`);
  await expect(chat.row('Message 20')).toBeVisible();
  await expect.poll(() => view(chat)).toEqual(allWell);

  // As a keyboard does that takes the room from the view.
  await page.setViewportSize({ ...screen, height: screen.height - 300 });
  await expect.poll(() => view(chat)).toEqual(allWell);
  await page.setViewportSize(screen);
  await expect.poll(() => view(chat)).toEqual(allWell);
});

test('a keyboard that covers the page, and pushes it up, leaves the chat in sight', async ({
  stage,
  page,
}) => {
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  await chat.root.getByRole('button', { name: 'Open the chat' }).tap();
  await introduce(chat, 'Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  await expect.poll(() => view(chat)).toEqual(allWell);

  // The page keeps its size there, and only the visual viewport tells.
  await page.evaluate(() => {
    Object.defineProperties(visualViewport, {
      height: { configurable: true, value: 500 },
      offsetTop: { configurable: true, value: 40 },
    });
    visualViewport!.dispatchEvent(new Event('resize'));
  });
  await expect.poll(() => view(chat)).toEqual(allWell);
  const boxes = await chat.root.locator('.panel').boundingBox();
  expect([boxes!.y, boxes!.height]).toEqual([40, 500]);

  // Two fingers that zoom are no keyboard.
  await page.evaluate(() => {
    Object.defineProperties(visualViewport, {
      height: { configurable: true, value: 422 },
      offsetTop: { configurable: true, value: 100 },
      scale: { configurable: true, value: 2 },
    });
    visualViewport!.dispatchEvent(new Event('resize'));
  });
  await expect
    .poll(() => chat.root.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().height))
    .toBe(844);
});

test('on a wide screen the panel stays in its corner', async ({ stage, browser }) => {
  const context = await browser.newContext({
    viewport: { width: 1_000, height: 700 },
    hasTouch: false,
    isMobile: false,
  });
  const page = await context.newPage();
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  await chat.root.getByRole('button', { name: 'Open the chat' }).click();
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
  const box = await chat.root.locator('.panel').boundingBox();
  expect(box).toMatchObject({ x: 580, y: 40, width: 400, height: 640 });
  await context.close();
});

test('what is pressed in a message is as high as a finger wants it', async ({ page }) => {
  await using gallery = await startGallery();
  for (const [scene, kinds] of [
    ['talk', ['.reaction', '.quote']],
    ['refused', ['.outcome .link-button']],
  ] as const) {
    await showGallery(page, gallery, { scene });
    for (const kind of kinds) {
      const all = await page.locator(`ws-chat ${kind}`).all();
      const heights = await Promise.all(all.map(async (one) => (await one.boundingBox())!.height));
      expect(heights.length, kind).toBeGreaterThan(0);
      expect(Math.min(...heights), kind).toBeGreaterThanOrEqual(44);
    }
  }
});
