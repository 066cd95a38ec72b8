// The other ways to stand in a page, against a real room.
import type { Browser, Page } from '@playwright/test';
import { Chat, expect, test, type Stage } from './chat.ts';

/** Somebody else in the room, who has said these. */
async function heard(stage: Stage, browser: Browser, ...texts: readonly string[]): Promise<Chat> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(stage.site.origin);
  const bo = new Chat(page);
  const [first = '', ...others] = texts;
  await bo.introduce('Bo', first);
  for (const text of others) await bo.say(text);
  await expect.poll(async () => (await bo.acknowledged()).length).toBe(texts.length);
  return bo;
}

function setAttributes(page: Page, attributes: Readonly<Record<string, string>>): Promise<void> {
  return page.locator('ws-chat').evaluate((chat, all) => {
    for (const [name, value] of Object.entries(all)) chat.setAttribute(name, value);
  }, attributes);
}

test('a popout opens the room in a window of its own, where one writes', async ({ stage, page, browser }) => {
  const bo = await heard(stage, browser, 'Hello');
  await page.goto(stage.site.origin);
  await setAttributes(page, { mode: 'popout', lang: 'de', theme: 'dark', heading: 'Heute' });
  const opened = page.waitForEvent('popup');
  await page.locator('ws-chat .launcher').click();
  const popup = await opened;
  expect(popup.url()).toMatch(`${stage.chat}/rooms/lobby?`);
  const chat = new Chat(popup);
  await expect(chat.row('Hello')).toBeVisible();
  await expect(chat.field).toHaveAttribute('placeholder', 'Nachricht an Heute');
  await expect(chat.root).toHaveAttribute('theme', 'dark');
  await chat.say('From the window');
  await chat.root.getByLabel('Wie sollen wir dich nennen?').fill('Ann');
  await popup.keyboard.press('Enter');
  await expect(bo.row('From the window')).toBeVisible();
});

test('an overlay shows the messages over the page, and leaves the page to the mouse', async ({
  stage,
  page,
  browser,
}) => {
  await heard(stage, browser, 'Hello', 'A goal!');
  await page.goto(stage.site.origin);
  await setAttributes(page, { mode: 'overlay' });
  const chat = new Chat(page);
  await expect(chat.row('A goal!')).toBeVisible();
  await expect(chat.field).toHaveCount(0);
  const seen = await page.locator('ws-chat').evaluate((element) => {
    const panel = element.shadowRoot!.querySelector('.panel')!;
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return { background: getComputedStyle(panel).backgroundColor, hit: hit?.localName };
  });
  expect(seen).toEqual({ background: 'rgba(0, 0, 0, 0)', hit: 'main' });
});

test('a replay shows what was said by its time in the recording', async ({ stage, page, browser }) => {
  const bo = await heard(stage, browser, 'Kick-off', 'A goal!');
  const started = Date.now() - 60_000;
  await page.goto(stage.site.origin);
  await page.evaluate(silence, 120);
  await expect(page.locator('audio')).toHaveJSProperty('readyState', 4);
  await setAttributes(page, { replay: '', for: 'match', 'replay-start': new Date(started).toISOString() });
  const chat = new Chat(page);
  await expect(chat.field).toHaveCount(0);
  await expect(chat.rows).toHaveCount(0);
  const wind = (seconds: number) =>
    page
      .locator('audio')
      .evaluate((audio, time) => ((audio as HTMLAudioElement).currentTime = time), seconds);
  await wind(119);
  await expect.poll(() => chat.texts()).toEqual(['Kick-off', 'A goal!']);
  await wind(1);
  await expect(chat.rows).toHaveCount(0);
  await bo.say('Later');
  await wind(119);
  await expect.poll(() => chat.texts()).toEqual(['Kick-off', 'A goal!', 'Later']);
});

test('a page in German has a German chat, and one that turns right-to-left an Arabic one', async ({
  stage,
  page,
}) => {
  await page.goto(stage.site.origin);
  await setAttributes(page, { lang: 'de' });
  const chat = new Chat(page);
  await chat.say('Hallo');
  await chat.root.getByLabel('Wie sollen wir dich nennen?').fill('Anna');
  await page.keyboard.press('Enter');
  await expect(chat.row('Hallo')).toBeVisible();
  await setAttributes(page, { lang: 'ar' });
  await expect(chat.root.locator('.panel')).toHaveCSS('direction', 'rtl');
});

test('who is muted is folded away, for oneself alone, and comes back', async ({ stage, page, browser }) => {
  const bo = await heard(stage, browser, 'Buy now');
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await chat.row('Buy now').hover();
  await chat.root.getByRole('button', { name: 'More' }).click();
  await chat.root.getByRole('menuitem', { name: 'Mute Bo for me' }).click();
  await expect(chat.row('Buy now')).toHaveCount(0);
  const folds = chat.root.getByRole('article', { name: /^Message from .Bo., muted$/ });
  await expect(folds).toHaveCount(1);
  await bo.say('Buy two');
  await expect(folds).toHaveCount(2);
  await page.reload();
  await expect(folds).toHaveCount(2);
  await folds.last().getByRole('button', { name: 'Show' }).click();
  await expect(chat.row('Buy two')).toBeVisible();
  await expect(bo.row('Hello')).toBeVisible();
});

/** Puts a recording of so many seconds of silence into the page. */
function silence(seconds: number): void {
  const rate = 3_000;
  const view = new DataView(new ArrayBuffer(44 + rate * seconds));
  const words = [0x46464952, 36 + rate * seconds, 0x45564157, 0x20746d66, 16, 0x00010001, rate, rate];
  words.forEach((word, index) => view.setUint32(index * 4, word, true));
  view.setUint32(32, 0x00080001, true);
  view.setUint32(36, 0x61746164, true);
  view.setUint32(40, rate * seconds, true);
  new Uint8Array(view.buffer, 44).fill(128);
  const audio = document.createElement('audio');
  audio.id = 'match';
  audio.preload = 'auto';
  audio.src = URL.createObjectURL(new Blob([view], { type: 'audio/wav' }));
  document.body.append(audio);
}
