// Every state that the gallery knows, as far as a machine can say how accessible it is.
import { expect, test as base, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { showGallery, startGallery, wear, type Gallery } from '../support/gallery.ts';

const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    async ({}, use) => {
      await using gallery = await startGallery();
      await use(gallery);
    },
    { scope: 'worker' },
  ],
});

/** What a look can change of all that is judged. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/** Only here have many chats in one page the same name. */
const except = ['landmark-unique'];

const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['comfortable', 'compact'] as const).flatMap((density) =>
    (['ltr', 'rtl'] as const).map((dir) => ({ theme, density, dir })),
  ),
);

/** The page as it is, in each look in turn: it is not loaded anew, as when somebody turns on the dark. */
async function judge(page: Page, scene: string): Promise<void> {
  expect.soft(await violations(page, { except }), scene).toEqual([]);
  for (const look of looks) {
    await wear(page, look);
    expect
      .soft(await violations(page, { only: rulesOfLooks }), `${scene}: ${Object.values(look).join(', ')}`)
      .toEqual([]);
  }
}

test('axe finds nothing in any state, in any look', async ({ gallery, page }) => {
  // Three hundred pages are judged: much for a small machine.
  test.setTimeout(600_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // What is out of view is not drawn, and not judged.
  await page.setViewportSize({ width: 1_120, height: 6_500 });
  const [first] = looks;
  const scenes = await showGallery(page, gallery, first!);
  await judge(page, 'all together');
  await page.setViewportSize({ width: 420, height: 700 });
  for (const { name } of scenes.filter(({ alone }) => alone)) {
    await showGallery(page, gallery, { ...first, scene: name });
    await judge(page, name);
  }
});
