// Lighthouse in the browser that is found here, as a phone on a slow line: what it takes by default.
import lighthouse from 'lighthouse';
import { launch } from 'puppeteer-core';
import { chromeArguments, findChrome } from '../../../tools/find-chrome.ts';
import { categories, type Category, type Scores } from './verdict.ts';

export interface Audit {
  readonly scores: Scores;
  /** Audits that count and are not passed. */
  readonly shortfalls: readonly string[];
}

export interface Auditor extends AsyncDisposable {
  /** Lighthouse’s own. */
  readonly version: string;
  readonly browser: string;
  /** How many times slower the processor is made, from the first look on; 4 on a fast machine. */
  readonly slowdown: number;
  /** Looks at a page to learn how fast this machine is. */
  calibrate(url: string): Promise<void>;
  audit(url: string): Promise<Audit>;
}

/** Of a middle phone, by Lighthouse’s own measure of a processor; it asks to be told how far a machine is above that. */
const phonesIndex = 450;
const mostSlowdown = 4;

export async function openAuditor(): Promise<Auditor> {
  const { executablePath, headless, version } = await findChrome();
  const browser = await launch({ executablePath, headless, args: chromeArguments });
  const port = Number(new URL(browser.wsEndpoint()).port);
  let slowdown = mostSlowdown;
  const audited = async (url: string) => {
    const result = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: [...categories],
      throttling: { cpuSlowdownMultiplier: slowdown },
    });
    if (!result || result.lhr.runtimeError)
      throw new Error(`Lighthouse could not look at ${url}: ${result?.lhr.runtimeError?.message}`);
    return result.lhr;
  };
  return {
    version: (
      (await import('lighthouse/package.json', { with: { type: 'json' } })).default as { version: string }
    ).version,
    browser: version,
    get slowdown() {
      return slowdown;
    },
    async calibrate(url) {
      const { benchmarkIndex } = (await audited(url)).environment;
      slowdown = Math.min(mostSlowdown, Math.max(1, Math.round((benchmarkIndex / phonesIndex) * 10) / 10));
    },
    async audit(url) {
      const { categories: judged, audits } = await audited(url);
      const scoreOf = (name: Category) => Math.round(judged[name]!.score! * 100);
      const shortfalls = Object.values(judged)
        .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
        .map(({ id }) => audits[id]!)
        .filter(({ score }) => score !== null && score < 0.9)
        .map(({ title, displayValue }) => [title, displayValue].filter(Boolean).join(': '));
      return {
        scores: Object.fromEntries(categories.map((name) => [name, scoreOf(name)])) as Record<
          Category,
          number
        >,
        shortfalls,
      };
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
    },
  };
}
