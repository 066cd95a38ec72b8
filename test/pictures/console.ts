// Takes pictures of every surface of the moderators' page, to be looked at: empty, full, in trouble, and what asks once
// more; light, dark, on a phone, and from right to left. `node test/pictures/console.ts [FOLDER]`
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';
import { busyRoom } from '../support/busy-room.ts';
import { audience, issuer, secret } from '../support/member-tokens.ts';
import { freePort } from '../support/free-port.ts';
import { runServer, type RunningProcess } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../test-results/console/', import.meta.url));
mkdirSync(folder, { recursive: true });

const surfaces = {
  rooms: '#/rooms',
  talk: '#/rooms/lobby',
  held: '#/rooms/lobby/held',
  reports: '#/rooms/lobby/reports',
  people: '#/rooms/lobby/people',
  search: '#/rooms/lobby/search?who=Tomasz',
  audit: '#/rooms/lobby/audit',
  permissions: '#/rooms/lobby/permissions',
  rules: '#/rooms/lobby/rules',
  settings: '#/rooms/lobby/settings',
  'defaults-audit': '#/defaults/audit',
  'defaults-settings': '#/defaults/settings',
  staff: '#/staff',
  webhooks: '#/webhooks',
  embed: '#/embed',
  data: '#/data',
} as const;

interface Look extends BrowserContextOptions {
  readonly dir?: 'rtl';
}

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };
const looks: Readonly<Record<string, Look>> = {
  light: { ...desk, colorScheme: 'light' },
  dark: { ...desk, colorScheme: 'dark' },
  phone: { ...phone, colorScheme: 'light' },
  'phone-dark': { ...phone, colorScheme: 'dark' },
  rtl: { ...desk, colorScheme: 'light', dir: 'rtl' },
};

const wanted = process.argv[3]?.split(',');
const chrome = await findChrome();
const browser = await chromium.launch({ executablePath: chrome.executablePath, args: chromeArguments });
try {
  await withServer(async (chat, server) => {
    const owner = await ownerOf(browser, chat, server);
    await everySurface(owner, 'empty', ['light', 'phone']);
  });
  await withServer(async (chat, server) => {
    const owner = await ownerOf(browser, chat, server);
    using _room = await busyRoom({ straight: chat, site: { origin: chat } });
    await everySurface(owner, 'full', Object.keys(looks));
    await whatAsks(owner);
    await inTrouble(owner);
  });
} finally {
  await browser.close();
}

/** Whoever signed in there, in any look. */
interface Owner {
  page(look: Look): Promise<Page>;
}

async function withServer(run: (chat: string, server: RunningProcess) => Promise<void>): Promise<void> {
  using data = temporaryFolder();
  const secretFile = join(data.path, 'secret');
  writeFileSync(secretFile, secret);
  const port = await freePort();
  const chat = `http://localhost:${port}`;
  await using server = await runServer(port, data.path, [
    `--origin=${chat}`,
    '--room=lobby',
    '--room=kitchen',
    '--room=team-*',
    '--trusted-proxies=1',
    '--post-burst=1000',
    `--member-secret-file=${secretFile}`,
    `--member-issuer=${issuer}`,
    `--member-audience=${audience}`,
  ]);
  await run(chat, server);
}

async function ownerOf(browser: Browser, chat: string, server: RunningProcess): Promise<Owner> {
  const entrance = await (await browser.newContext(looks.light)).newPage();
  const shootEntrance = (name: string) => entrance.screenshot({ path: join(folder, `${name}.png`) });
  await entrance.goto(`${chat}/console`);
  await entrance.getByText('You run this server').waitFor();
  await shootEntrance('light-out');
  await entrance.goto('about:blank');
  const [key] = /#key=\S+/.exec(server.lines.join('\n'))!;
  await entrance.goto(`${chat}/console${key}`);
  await entrance.getByLabel('Your name').fill('Mara Lindqvist');
  await shootEntrance('light-naming');
  await entrance.keyboard.press('Enter');
  await entrance.getByRole('heading', { name: 'Rooms' }).waitFor();
  const storageState = await entrance.context().storageState();
  return {
    async page({ dir, ...look }) {
      const options = { ...look, storageState, reducedMotion: 'reduce', locale: 'en-GB' } as const;
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(`${chat}/console`);
      await page.getByRole('heading', { name: 'Rooms' }).waitFor();
      if (dir) await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
      return page;
    },
  };
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator('.waiting').waitFor({ state: 'hidden' });
  // What comes by a socket, and what is drawn by the next frame.
  await page.waitForTimeout(400);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

async function everySurface(owner: Owner, state: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (wanted && !wanted.includes(name)) continue;
    const page = await owner.page(looks[name]!);
    for (const [surface, hash] of Object.entries(surfaces)) {
      await show(page, hash);
      await shoot(page, `${name}-${surface}-${state}`);
      if (surface !== 'talk' || !name.startsWith('phone')) continue;
      await page.getByRole('button', { name: 'Room mode' }).click();
      await shoot(page, `${name}-aside-${state}`);
      await page.getByRole('button', { name: 'Room mode' }).click();
    }
    await page.context().close();
  }
}

async function whatAsks(owner: Owner): Promise<void> {
  for (const name of ['light', 'dark', 'phone'] as const) {
    if (wanted && !wanted.includes(name)) continue;
    const page = await owner.page(looks[name]!);
    await show(page, surfaces.talk);
    const row = page.getByRole('article').filter({ hasText: 'Who is the gentleman' });
    for (const [what, key] of Object.entries({ remove: 'd', mute: 'm', ban: 'b', more: '.' })) {
      await row.focus();
      if (what === 'remove') await shoot(page, `${name}-row-tools`);
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await shoot(page, `${name}-ask-${what}`);
      await page.keyboard.press('Escape');
    }
    await row.focus();
    await page.keyboard.press('d');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await shoot(page, `${name}-undo`);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is undone.').waitFor();
    if (name === 'phone') await page.getByRole('button', { name: 'Room mode' }).click();
    await page.getByRole('button', { name: 'Put it up' }).click();
    await page.getByRole('button', { name: 'Take it down' }).waitFor();
    await page.getByRole('button', { name: 'Take it down' }).scrollIntoViewIfNeeded();
    await shoot(page, `${name}-shield`);
    await page.getByRole('button', { name: 'Take it down' }).click();
    await page.getByRole('button', { name: 'Put it up' }).waitFor();
    await show(page, surfaces.staff);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Tomasz ${name}`);
    await page.getByRole('button', { name: 'Make a link' }).click();
    await page.getByLabel('Sign-in link').waitFor();
    await shoot(page, `${name}-staff-made`);
    await show(page, surfaces.rules);
    await page.getByLabel('Words and phrases: how it is set').selectOption('set');
    await page.getByLabel('Hold messages with').fill('lawyer\ngold*');
    await page.getByRole('textbox', { name: 'Try a text' }).fill('Ask my lawyer about the gold');
    await page.getByText('It waits for a moderator:').waitFor();
    await shoot(page, `${name}-rules-tried`);
    await show(page, surfaces.data);
    await page.getByLabel('Their id').fill('m.9fJ2k');
    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('dialog').waitFor();
    await shoot(page, `${name}-ask-erase`);
    await page.context().close();
  }
}

async function inTrouble(owner: Owner): Promise<void> {
  for (const name of ['light', 'phone'] as const) {
    if (wanted && !wanted.includes(name)) continue;
    const page = await owner.page(looks[name]!);
    await page.route('**/console/api/**', (route) => route.abort());
    for (const surface of ['rooms', 'people', 'search', 'audit', 'rules', 'staff'] as const) {
      await show(page, surfaces[surface]);
      await page.getByText('The server does not answer').first().waitFor();
      await shoot(page, `${name}-${surface}-trouble`);
    }
    await page.context().close();
  }
}
