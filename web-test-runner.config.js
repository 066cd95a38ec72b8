// Tests of the widget in a real browser.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { join } from 'node:path';
import { chromeArguments, findChrome } from './tools/find-chrome.ts';
import { countReporter } from './tools/count-reporter.ts';

const chrome = await findChrome();
console.log(`Browser: ${chrome.version}`);

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: true,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: join(import.meta.dirname, 'widget/tsconfig.json'),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: chrome.executablePath,
        headless: chrome.headless,
        args: chromeArguments,
      },
    }),
  ],
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.WTR_COUNT_FILE)],
};
