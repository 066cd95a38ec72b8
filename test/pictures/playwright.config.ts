// Pictures of every state against those that are kept. They hold for one build of the browser and one set of
// fonts, so they are a command of their own: `npm run test:pictures`.
import { defineConfig, devices } from '@playwright/test';
import { chromeArguments, findChrome } from '../../tools/find-chrome.ts';

const chrome = await findChrome();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/pictures',
  snapshotPathTemplate: '{testDir}/baselines/{arg}{ext}',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000, toHaveScreenshot: { animations: 'disabled', maxDiffPixels: 20 } },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      executablePath: chrome.executablePath,
      args: [...chromeArguments, '--font-render-hinting=none', '--disable-lcd-text'],
    },
  },
});
