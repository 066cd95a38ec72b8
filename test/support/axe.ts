// What axe finds in a page. It judges where it stands: the page of its own that its builder for Playwright opens
// for each verdict takes longer than the verdict.
import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

export interface Judged {
  /** What is judged, as a selector. */
  readonly within?: string;
  /** These rules alone; without them, all. */
  readonly only?: readonly string[];
  /** Rules that are left out. */
  readonly except?: readonly string[];
}

/** Each as one line: the rule, and where. */
export async function violations(
  page: Page,
  { within = 'ws-chat', only, except = [] }: Judged = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const options: RunOptions = {
    rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
    ...(only && { runOnly: { type: 'rule', values: [...only] } }),
    // What it approves of would take it most of the time to tell.
    resultTypes: ['violations'],
    iframes: false,
  };
  return page.evaluate(
    async ([within, options]) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(within, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`),
      );
    },
    [within, options] as const,
  );
}
