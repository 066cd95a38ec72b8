// Every state that the gallery knows, as far as a machine can say how accessible it is.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { showGallery, startGallery, type Gallery } from '../support/gallery.ts';

const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    async ({}, use) => {
      await using gallery = await startGallery();
      await use(gallery);
    },
    { scope: 'worker' },
  ],
});

/** Each as one line: the rule, and where. Only here have many chats in one page the same name. */
async function violations(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).include('ws-chat').options({
    rules: { 'landmark-unique': { enabled: false } },
    // What it approves of would take it most of the time to tell.
    resultTypes: ['violations'],
  });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`),
  );
}

for (const theme of ['light', 'dark'] as const)
  for (const density of ['comfortable', 'compact'] as const)
    for (const dir of ['ltr', 'rtl'] as const)
      test(`axe finds nothing in any state: ${theme}, ${density}, ${dir}`, async ({ gallery, page }) => {
        // Forty pages are judged: much for a small machine.
        test.setTimeout(600_000);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        // What is out of view is not drawn, and not judged.
        await page.setViewportSize({ width: 1_120, height: 6_500 });
        const look = { theme, density, dir };
        const scenes = await showGallery(page, gallery, look);
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize({ width: 420, height: 700 });
        for (const { name } of scenes.filter(({ alone }) => alone)) {
          await showGallery(page, gallery, { ...look, scene: name });
          expect(await violations(page), name).toEqual([]);
        }
      });
