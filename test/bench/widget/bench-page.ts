// A page of its own browser context, so with an empty cache, with what the browser tells of its work.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { watchPage, type Wanted } from './in-page.ts';

/** Seconds since the page began, by what they were spent on. */
export interface Spent {
  readonly at: number;
  /** Scripts, style and layout. */
  readonly rendering: number;
  /** Everything on the main thread. */
  readonly tasks: number;
}

export interface BenchPageOptions {
  /** How many times slower the processor is to be. */
  readonly slower?: number;
  /** The rows whose painting is waited for. */
  readonly wanted?: Wanted;
}

const fiftyRows: Wanted = { element: 'ws-chat', row: '[data-seq]', count: 50 };

export class BenchPage implements AsyncDisposable {
  readonly page: Page;
  readonly #tools: CDPSession;

  private constructor(page: Page, tools: CDPSession) {
    this.page = page;
    this.#tools = tools;
  }

  static async open(
    browser: Browser,
    { slower = 1, wanted = fiftyRows }: BenchPageOptions,
  ): Promise<BenchPage> {
    const context = await browser.newContext({ viewport: { width: 1_000, height: 1_000 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    const tools = await context.newCDPSession(page);
    await tools.send('Performance.enable');
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(watchPage, wanted);
    return new BenchPage(page, tools);
  }

  async spent(): Promise<Spent> {
    const { metrics } = await this.#tools.send('Performance.getMetrics');
    const value = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value;
    return {
      at: value('Timestamp'),
      rendering: value('ScriptDuration') + value('LayoutDuration') + value('RecalcStyleDuration'),
      tasks: value('TaskDuration'),
    };
  }

  /** Bytes that are held once all is collected. */
  async heldBytes(): Promise<number> {
    // Twice: what the first finds dead may hold what the second finds.
    for (let time = 0; time < 2; time++) await this.#tools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#tools.send('Runtime.getHeapUsage');
    return usedSize;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
