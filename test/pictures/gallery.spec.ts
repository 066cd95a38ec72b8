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

/** Seconds go by in these, and no two pictures would be the same. */
const ticking = '.state-line [aria-hidden], .notice [aria-hidden], .outcome time, .send[aria-label^="Wait"]';

for (const { name, look, width } of shots)
  test(`every state is as it was: ${name}`, async ({ gallery, page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    for (const scene of await scenesOf(page, gallery)) {
      await showGallery(page, gallery, { ...look, scene });
      const chat = page.locator('ws-chat');
      await page.locator('.scenes').scrollIntoViewIfNeeded();
      await expect
        .soft(page)
        .toHaveScreenshot(`${scene}-${name}.png`, { mask: [chat.locator(ticking)], maskColor: '#888' });
    }
  });

async function scenesOf(page: Page, gallery: Gallery): Promise<readonly string[]> {
  return (await showGallery(page, gallery, { scene: 'empty' })).map(({ name }) => name);
}
