// Every surface of the moderators' page as it looks: what a machine can say of accessibility, on a desk and on a phone,
// light and dark; by the keyboard alone; and from right to left.
import type { Browser, Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { busyRoom } from '../support/busy-room.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expect, test as base, type Stage } from './chat.ts';
import { openSurface, signIn, signMembersIn } from './keeping.ts';

const surfaces = [
  '#/rooms',
  '#/rooms/lobby',
  '#/rooms/lobby/held',
  '#/rooms/lobby/reports',
  '#/rooms/lobby/people',
  '#/rooms/lobby/search',
  '#/rooms/lobby/search?who=Tomasz',
  '#/rooms/lobby/audit',
  '#/rooms/lobby/permissions',
  '#/rooms/lobby/rules',
  '#/rooms/lobby/settings',
  '#/defaults/permissions',
  '#/defaults/rules',
  '#/defaults/settings',
  '#/defaults/audit',
  '#/staff',
  '#/embed',
  '#/data',
];

/** The stage with a room in which there is something of everything. */
const test = base.extend<{ busy: Stage }>({
  busy: async ({ stage }, use) => {
    using folder = temporaryFolder();
    await signMembersIn(stage, folder, '--trusted-proxies=1');
    using _room = await busyRoom(stage);
    await use(stage);
  },
});

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const places = { 'a desk': {}, 'a phone': phone };

/** The page is the console's own. */
const everything = { within: 'html' };

/** What a policy or a script complains of. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

async function pageOf(browser: Browser, options: object): Promise<Page> {
  return (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [place, options] of Object.entries(places)) {
    test(`axe finds nothing on any surface, ${colorScheme}, on ${place}, and the policy nothing to refuse`, async ({
      busy,
      browser,
    }) => {
      // Axe takes its time, and there are many surfaces.
      test.setTimeout(240_000);
      const page = await pageOf(browser, { colorScheme, ...options });
      const complaints = complaintsOf(page);
      await page.goto(`${busy.chat}/console`);
      await expect(page.getByText('You run this server')).toBeVisible();
      expect(await violations(page, everything), 'signed out').toEqual([]);
      await signIn(page, busy);
      for (const surface of surfaces) {
        await openSurface(page, surface);
        expect(await violations(page, everything), surface).toEqual([]);
      }
      expect(complaints).toEqual([]);
    });

    test(`axe finds nothing in what asks once more, ${colorScheme}, on ${place}`, async ({
      busy,
      browser,
    }) => {
      test.slow();
      const page = await pageOf(browser, { colorScheme, ...options });
      await signIn(page, busy);
      await openSurface(page, '#/rooms/lobby');
      const row = page.getByRole('article').filter({ hasText: 'Who is the gentleman' });
      await row.focus();
      expect(await violations(page, everything), 'tools of a row').toEqual([]);
      for (const key of ['d', 'm', 'b', '.']) {
        await row.focus();
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page, everything), `asked by ${key}`).toEqual([]);
        await page.keyboard.press('Escape');
      }
      await row.focus();
      await page.keyboard.press('d');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      expect(await violations(page, everything), 'what was done').toEqual([]);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('It is undone.')).toBeVisible();
      await openSurface(page, '#/data');
      await page.getByLabel('Their id').fill('somebody');
      await page.getByRole('button', { name: 'Erase…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page, everything), 'asked by a word').toEqual([]);
    });
  }

test('where the server does not answer each surface says so, and axe finds nothing in that', async ({
  busy,
  browser,
}) => {
  test.slow();
  const page = await pageOf(browser, {});
  await signIn(page, busy);
  await page.route('**/console/api/**', (route) => route.abort());
  for (const surface of surfaces.filter((one) => !/rooms$|embed|data|lobby$|held|reports/.test(one))) {
    await openSurface(page, surface);
    if (surface.endsWith('search')) continue;
    await expect(page.getByRole('alert').filter({ hasText: 'The server does not answer' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await violations(page, everything), surface).toEqual([]);
  }
  await page.unroute('**/console/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mara' })).toBeVisible();
});

test('everything on every surface is reached by Tab, and by the arrows within its group', async ({
  busy,
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await pageOf(browser, {});
  await signIn(page, busy);
  for (const surface of surfaces) {
    await openSurface(page, surface);
    await page.evaluate(() => {
      const reached = new Set<EventTarget>();
      Object.assign(globalThis, { reached });
      // Outside of the shadow root nothing is heard of what goes on within.
      const root = document.querySelector('ws-chat-console')!.shadowRoot!;
      root.addEventListener('focusin', (event) => reached.add(event.composedPath()[0]!));
    });
    await page.locator('ws-chat-console .brand').click();
    // Once around: from the end of the page the next Tab leads back to where it began.
    const count = () =>
      page.evaluate(() => (globalThis as unknown as { reached: Set<unknown> }).reached.size);
    for (let former = -1, now = 0; now > former; now = await count()) {
      former = now;
      for (let press = 0; press < 20; press++) await page.keyboard.press('Tab');
    }
    const left = await page.evaluate(() => {
      const { reached } = globalThis as unknown as { reached: Set<EventTarget> };
      const root = document.querySelector('ws-chat-console')!.shadowRoot!;
      const all = root.querySelectorAll<HTMLInputElement>(
        'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex="0"]',
      );
      const isReached = (one: HTMLInputElement) =>
        reached.has(one) ||
        (one.type === 'radio' &&
          [...all].some(
            ({ type, name }, at) => type === 'radio' && name === one.name && reached.has(all[at]!),
          ));
      return [...all]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !isReached(one))
        .map((one) => one.outerHTML.slice(0, 200));
    });
    expect(left, surface).toEqual([]);
  }
});

test('nothing is wider than a phone, in either direction of writing', async ({ busy, browser }) => {
  test.slow();
  const page = await pageOf(browser, phone);
  await signIn(page, busy);
  for (const direction of ['ltr', 'rtl'])
    for (const surface of surfaces) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      await openSurface(page, surface);
      const widest = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(widest, `${surface} ${direction}`).toBeLessThanOrEqual(0);
      await expect(page.getByRole('navigation', { name: 'Chat console' })).toBeInViewport();
    }
});
