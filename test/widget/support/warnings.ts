// What is said to who builds the page, kept out of the test's own output.
import { afterTest } from './stage.ts';

export function hearWarnings(): readonly unknown[] {
  const said: unknown[] = [];
  const { warn } = console;
  console.warn = (...given: unknown[]) => said.push(...given);
  afterTest(() => (console.warn = warn));
  return said;
}
