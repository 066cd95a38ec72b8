// Tests of the widget in a real browser: Chromium, or Firefox or WebKit where WTR_BROWSER says so.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { resultReporter } from './tools/result-reporter.ts';
import { chromeArguments, findChrome } from './tools/find-chrome.ts';
import { emojiTableForTests } from './tools/emoji-table.js';
import { findFirefox } from './tools/find-firefox.ts';
import { findWebKit, webKitLauncher } from './tools/webkit-launcher.ts';

async function chromium() {
  const { executablePath, headless, version } = await findChrome();
  console.log(`Browser: ${version}`);
  return chromeLauncher({ launchOptions: { executablePath, headless, args: chromeArguments } });
}

function firefox() {
  const executablePath = findFirefox();
  console.log(`Browser: Firefox, ${executablePath}`);
  return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath, headless: true } });
}

function webkit() {
  const binary = findWebKit();
  console.log(`Browser: WebKitGTK, ${binary}`);
  return webKitLauncher(binary);
}

const launchers = { chromium, firefox, webkit };

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: true,
  plugins: [
    emojiTableForTests(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: join(import.meta.dirname, 'widget/tsconfig.json'),
    }),
  ],
  browsers: [await launchers[process.env.WTR_BROWSER ?? 'chromium']()],
  // A page behind another has no focus and draws no frames.
  concurrency: 1,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter({ reportTestProgress: false }), resultReporter(process.env.WTR_RESULT_FILE)],
};
