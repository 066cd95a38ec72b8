// Pictures of the gallery, to be looked at: every scene in each look.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { showGallery, startGallery } from '../support/gallery.ts';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';

const folder = fileURLToPath(new URL('../../test-results/gallery/', import.meta.url));
mkdirSync(folder, { recursive: true });

const looks = [
  { name: 'light', look: { theme: 'light' } },
  { name: 'dark', look: { theme: 'dark' } },
  { name: 'compact', look: { theme: 'light', density: 'compact' } },
  { name: 'rtl', look: { theme: 'dark', dir: 'rtl' } },
  { name: 'hebrew', look: { theme: 'light', dir: 'rtl', lang: 'he' } },
  { name: 'forced', look: { theme: 'light' }, forcedColors: 'active' },
  { name: 'phone', look: { theme: 'light' }, width: 320, height: 20_000 },
] as const;
const wanted = process.argv.slice(2);

const { executablePath } = await findChrome();
const browser = await chromium.launch({ executablePath, args: chromeArguments });
await using gallery = await startGallery();
try {
  for (const { name, look, ...rest } of looks) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    // As high as the page: what is out of view is not drawn.
    const { width, height, forcedColors } = { width: 1_120, height: 8_000, forcedColors: null, ...rest };
    const page = await browser.newPage({ viewport: { width, height }, forcedColors });
    // Fifty chats in one page are much for a small machine.
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => console.error(error));
    const scenes = await showGallery(page, gallery, look);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
    await page.setViewportSize({ width: Math.min(width, 420), height: 480 });
    for (const { name: scene } of scenes.filter(({ alone }) => alone)) {
      await showGallery(page, gallery, { ...look, scene, bare: '' });
      await page.screenshot({ path: join(folder, `${name}-${scene}.png`), animations: 'disabled' });
    }
    await page.close();
  }
} finally {
  await browser.close();
}
