// Every state of the gallery, as it is to look.
import { expect, test as base, type Page } from '@playwright/test';
import { showGallery, startGallery, type Gallery, type Look } from '../support/gallery.ts';

const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    async ({}, use) => {
      await using gallery = await startGallery();
      await use(gallery);
    },
    { scope: 'worker' },
  ],
});

interface Shot {
  readonly name: string;
  readonly look: Look;
  readonly width: number;
}

const shots: readonly Shot[] = [
  { name: 'light', look: { theme: 'light' }, width: 400 },
  { name: 'dark', look: { theme: 'dark' }, width: 400 },
  { name: 'rtl', look: { theme: 'light', dir: 'rtl' }, width: 400 },
  { name: '320', look: { theme: 'light' }, width: 320 },
];

/**
 * Shown in every look, one of each kind: all of all would be eight megabytes, anew with every change of the looks.
 * The first look shows everything.
 */
const ofEachKind = [
  ...['talk', 'compact', 'hard', 'called', 'muted', 'missing'],
  ...['denied', 'estranged', 'typing', 'naming', 'answering', 'mention'],
  ...['menu', 'reacting', 'picker', 'peopleMuted', 'blocked', 'keys', 'opened'],
];

/** Time goes by in these, and no two pictures would be the same. */
const ticking = '.row.pending time, .send[aria-label^="Wait"]';

/** Never twice the same: more and more is said, or a line becomes longer and shorter while it counts. */
const restless = ['busy', 'gone', 'full', 'waiting'];

/** Where the gallery stands for these pictures: some sentences name the page's host. */
const address = 'http://gallery.localhost/gallery';

for (const { name, look, width } of shots)
  test(`every state is as it was: ${name}`, async ({ gallery, page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 480 });
    await page.route('http://gallery.localhost/**', async (route) => {
      const { pathname, search } = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: new URL(pathname + search, gallery.address).href }),
      });
    });
    const scenes = await scenesOf(page);
    expect(scenes).toEqual(expect.arrayContaining(ofEachKind));
    for (const scene of name === 'light' ? scenes.filter((one) => !restless.includes(one)) : ofEachKind) {
      await showGallery(page, { address }, { ...look, scene, bare: '' });
      const chat = page.locator('ws-chat');
      await expect
        .soft(page)
        .toHaveScreenshot(`${scene}-${name}.png`, { mask: [chat.locator(ticking)], maskColor: '#888' });
    }
  });

async function scenesOf(page: Page): Promise<readonly string[]> {
  return (await showGallery(page, { address }, { scene: 'empty' })).map(({ name }) => name);
}
