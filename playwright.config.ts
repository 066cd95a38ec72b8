// Whole pages: real browser, real server, real processes.
import { defineConfig, devices } from '@playwright/test';
import { chromeArguments, findChrome } from './tools/find-chrome.ts';

const chrome = await findChrome();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Files run side by side: a page waits for its server more than it computes.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [
    ['list'],
    ...(process.env.E2E_COUNT_FILE ? [['json', { outputFile: process.env.E2E_COUNT_FILE }] as const] : []),
  ],
  use: {
    // Where only the output is kept a trace tells nobody anything, and makes each step slower.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: { executablePath: chrome.executablePath, args: chromeArguments },
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
});
