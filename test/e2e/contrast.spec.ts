// What colours say is also said where the reader’s own colours hold.
import { expect, test } from '@playwright/test';
import { showGallery, startGallery } from '../support/gallery.ts';

test('in forced colours a call and an own reaction still stand out', async ({ page }) => {
  await using gallery = await startGallery();
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await showGallery(page, gallery, { scene: 'talk' });
  const looks = await page.locator('ws-chat').evaluate((chat) => {
    const find = (selector: string) => chat.shadowRoot!.querySelector(selector)!;
    const edge = getComputedStyle(find('.row.calls'), '::after');
    const ground = (selector: string) => getComputedStyle(find(selector)).backgroundColor;
    return {
      edge: parseFloat(edge.borderInlineStartWidth),
      own: ground('.reaction[aria-pressed=true]'),
      other: ground('.reaction[aria-pressed=false]'),
    };
  });
  expect(looks.edge).toBeGreaterThanOrEqual(3);
  expect(looks.own).not.toBe(looks.other);
});

test('who asks for more contrast reads nothing in grey', async ({ page }) => {
  await using gallery = await startGallery();
  await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
  await showGallery(page, gallery, { scene: 'talk' });
  const looks = await page.locator('ws-chat').evaluate((chat) => {
    const colorOf = (selector: string) => getComputedStyle(chat.shadowRoot!.querySelector(selector)!).color;
    return { time: colorOf('.row time'), text: colorOf('.row .text') };
  });
  expect(looks.time).toBe(looks.text);
});
