// docs/scaling.md: its tables are those of today’s figures, and what it names is there.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flagOf, settingNames } from '../../../server/config/settings.ts';
import { withTables } from '../../../tools/plan/document.ts';

const file = new URL('../../../docs/scaling.md', import.meta.url);
const document = readFileSync(file, 'utf8');

/** Settings of the stage that is being built; once they are in the table this list says nothing more. */
const announced = ['--log', '--bus', '--workers'];
const ofThePlan = ['--users', '--rooms', '--rate', '--route'];

describe('docs/scaling.md', () => {
  it('has the tables of today’s figures, or npm run plan -- --document makes them anew', async () => {
    expect(await withTables(document)).toBe(document);
  }, 60_000);

  it('names no setting that there is not', () => {
    const known = new Set<string>([...settingNames.map(flagOf), ...announced, ...ofThePlan]);
    const named = [...document.matchAll(/(?<![\w-])--[a-z][a-z-]*[a-z]/g)].map(([flag]) => flag);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((flag) => !known.has(flag))).toEqual([]);
  });

  it('leads to no file that there is not', () => {
    const paths = [...document.matchAll(/\]\((?!http|#)([^)#]+)/g)].map(([, path]) => path!);
    expect(paths.filter((path) => !existsSync(new URL(path, file)))).toEqual([]);
  });
});
