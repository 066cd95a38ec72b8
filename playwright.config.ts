// Whole pages: real browser, real server, real processes.
import { defineConfig, devices } from '@playwright/test';
import type { Way } from './test/e2e/chat.ts';
import { chromeArguments, findChrome } from './tools/find-chrome.ts';

const chrome = await findChrome();

/** What visitors and moderators do by the wire; how the chat looks is the same on either way. */
const throughStreams = /(acts|conversation|flood|members|moderation|network|refusals|writing)\.spec\.ts$/;

export default defineConfig<{ way: Way }>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Files run side by side: a page waits for its server more than it computes.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [
    ['list'],
    ...(process.env.E2E_RESULT_FILE ? [['json', { outputFile: process.env.E2E_RESULT_FILE }] as const] : []),
  ],
  use: {
    // Where only the output is kept a trace tells nobody anything, and makes each step slower.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: { executablePath: chrome.executablePath, args: chromeArguments },
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'] } },
    // The same facts, through a proxy that lets no socket pass.
    {
      name: 'stream',
      use: { ...devices['Desktop Chrome'], way: 'stream' },
      testMatch: throughStreams,
      // What is led there are sockets themselves.
      grepInvert: /@socket/,
    },
  ],
});
