// Takes pictures of the running demo: the one in the README and one that moves, and with --all every state, to be
// looked at.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { run, type RunningProcess } from '../support/processes.ts';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';
import { movingPicture } from './moving-picture.ts';

const all = process.argv.includes('--all');
const folder = fileURLToPath(
  new URL(all ? '../../test-results/screenshots/' : '../../docs/', import.meta.url),
);
mkdirSync(folder, { recursive: true });

const chrome = await findChrome();
const browser = await chromium.launch({ executablePath: chrome.executablePath, args: chromeArguments });
const data = mkdtempSync(join(tmpdir(), 'ws-chat-pictures-'));
let site = '';
const startDemo = async (): Promise<RunningProcess> => {
  const process = await run('server/main.ts', ['demo', '--port=18480', `--data=${data}`], {}, (line) =>
    line.includes('What happens in the rooms'),
  );
  site = process.lines.map((line) => /A site with it +(\S+)/.exec(line)?.[1]).find(Boolean) ?? '';
  return process;
};
let demo = await startDemo();

try {
  if (all) await everyState(browser);
  else await readmePicture(browser);
} finally {
  await browser.close();
  await demo.kill();
  rmSync(data, { recursive: true, force: true });
}

/** The host page with the open chat, light and dark side by side. */
async function readmePicture(browser: Browser): Promise<void> {
  await conversation(browser);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit(browser, '/radio', {
      colorScheme,
      viewport: { width: 1200, height: 700 },
      deviceScaleFactor: 2,
    });
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await page.getByText('Gothenburg').waitFor();
    await page.screenshot({ path: join(folder, `demo-${colorScheme}.png`), animations: 'disabled' });
    await page.context().close();
  }
}

/** What is said, as somebody sees it come who only reads. */
async function conversation(browser: Browser): Promise<void> {
  const page = await visit(browser, '/radio', { viewport: { width: 880, height: 560 } });
  await page.getByRole('button', { name: 'Open the chat' }).click();
  await page.getByText('No messages yet').waitFor();
  const pictures: Buffer[] = [];
  const shoot = async () => {
    pictures.push(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  };
  await shoot();
  await talk(browser, 'lobby', async (text) => {
    await page.locator('ws-chat .row').filter({ hasText: text }).waitFor();
    await shoot();
  });
  await page.context().close();
  writeFileSync(join(folder, 'demo-moving.png'), movingPicture(pictures, 1_400));
}

async function everyState(browser: Browser): Promise<void> {
  const shoot = async (page: Page, name: string) => {
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  };
  const looks = [
    { name: 'light-1280', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { name: 'dark-1280', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    {
      name: 'light-320',
      colorScheme: 'light',
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
    },
    {
      name: 'dark-320',
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
    },
  ] as const;
  for (const { name, ...options } of looks) {
    const page = await visit(browser, '/rooms', options);
    await page.getByText('No messages yet').first().waitFor();
    await page.locator('ws-chat').first().scrollIntoViewIfNeeded();
    await shoot(page, `${name}-inline-empty`);
    await page.context().close();
  }
  await talk(browser, 'kitchen');
  await talk(browser, 'lobby');
  for (const { name, ...options } of looks) {
    const inline = await visit(browser, '/rooms', options);
    await inline.getByText('Gothenburg').waitFor();
    await inline.locator('ws-chat').first().scrollIntoViewIfNeeded();
    await shoot(inline, `${name}-inline-full`);
    await inline.context().close();

    const floating = await visit(browser, '/radio', options);
    await floating.locator('ws-chat').getByRole('button').waitFor();
    await shoot(floating, `${name}-floating-closed`);
    await floating.locator('ws-chat').getByRole('button').click();
    await floating.getByText('Gothenburg').waitFor();
    await shoot(floating, `${name}-floating-open`);
    await floating.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await shoot(floating, `${name}-floating-rtl`);
    await floating.evaluate(() => {
      document.documentElement.dir = 'ltr';
    });
    const field = floating.locator('ws-chat textarea');
    await field.fill('My first words here');
    await field.press('Enter');
    await floating.getByLabel('What should we call you?').fill('Sæmundur');
    await shoot(floating, `${name}-asking-name`);
    await floating.keyboard.press('Enter');
    await floating.getByText('My first words here').last().waitFor();
    for (const text of ['one', 'two', 'three', 'four', 'five', 'six', 'seven']) {
      await field.fill(`Quick words, number ${text}`);
      await field.press('Enter');
    }
    await floating.getByText('That was quick').first().waitFor();
    await shoot(floating, `${name}-too-quick`);
    await demo.kill();
    await field.fill('Written in the tunnel');
    await field.press('Enter');
    await floating.getByRole('button', { name: 'Retry now' }).waitFor();
    await field.fill('x'.repeat(2_040));
    await shoot(floating, `${name}-offline-too-long`);
    await floating.context().close();

    demo = await startDemo();
    const refused = await visit(browser, '/radio', options);
    await refused.locator('ws-chat').getByRole('button').click();
    await refused.locator('ws-chat').evaluate((chat) => chat.setAttribute('room', 'cellar'));
    await refused.getByText('This chat is not open here').waitFor();
    await shoot(refused, `${name}-refused`);
    await refused.context().close();
  }
}

async function visit(browser: Browser, path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options });
  const page = await context.newPage();
  await page.goto(`${site}${path}`);
  return page;
}

/** A real conversation, each person in a browser of their own. */
async function talk(
  browser: Browser,
  room: string,
  heard: (text: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const lines = [
    ['Mara Lindqvist', 'We go live in ten minutes. Questions here, please, I will read them out at the end.'],
    ['Mara Lindqvist', 'The first record is from Gothenburg, 1931.'],
    ['Tomasz', 'Is the recording going to be public?'],
    ['Mara Lindqvist', 'Yes, the same evening.'],
    ['Aiko 愛子', 'Ça marche! Sound is fine from here.'],
    ['Aiko 愛子', '🎧🔊'],
    ['يوسف', 'مساء الخير من الإسكندرية'],
    ['Priya N.', 'Could somebody post the link to the schedule once more? I came late and cannot find it.'],
  ] as const;
  const people = new Map<string, Page>();
  for (const [name, text] of lines) {
    let page = people.get(name);
    if (!page) {
      page = await visit(browser, '/rooms', {});
      await page
        .locator('ws-chat')
        .first()
        .evaluate((chat, to) => chat.setAttribute('room', to), room);
      people.set(name, page);
      const field = page.locator('ws-chat textarea').first();
      await field.fill(text);
      await field.press('Enter');
      await page.getByLabel('What should we call you?').fill(name);
      await page.keyboard.press('Enter');
    } else {
      const field = page.locator('ws-chat textarea').first();
      await field.fill(text);
      await field.press('Enter');
    }
    await page.locator('ws-chat').first().locator('.row:not(.pending)').filter({ hasText: text }).waitFor();
    await heard(text);
  }
  for (const page of people.values()) await page.context().close();
}
