// Pictures of the gallery, to be looked at: every scene in each look.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSite } from '../../demo/site.ts';
import { bundleRoutes } from '../../server/http/bundle-routes.ts';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';

const folder = fileURLToPath(new URL('../../test-results/gallery/', import.meta.url));
mkdirSync(folder, { recursive: true });
const site = express()
  .use(bundleRoutes())
  .use(createSite(() => ''));
const server = createServer(site).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery`;

const looks = [
  { name: 'light', query: 'theme=light' },
  { name: 'dark', query: 'theme=dark' },
  { name: 'compact', query: 'theme=light&density=compact' },
  { name: 'rtl', query: 'theme=dark&dir=rtl' },
  { name: 'phone', query: 'theme=light', width: 320, height: 9_200 },
];
const wanted = process.argv.slice(2);

const { executablePath } = await findChrome();
const browser = await chromium.launch({ executablePath, args: chromeArguments });
try {
  for (const { name, query, width = 1_120, height = 3_700 } of looks) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    // As high as the page: what is out of view is not drawn.
    const page = await browser.newPage({ viewport: { width, height } });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${address}?${query}`);
    // The scenes that take longest to be what they show.
    const last = ['talk .row', 'gone .link-button', 'full .link-button', 'waiting .state-line button'];
    for (const place of [...last, 'slow .outcome', 'refused .outcome', 'tooLong .problem', 'left .closed'])
      await page
        .locator(place.replace(/^(\w+)/, 'ws-chat[room="$1"]'))
        .first()
        .waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
