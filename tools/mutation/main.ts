// Mutation tests, `npm run mutation [-- folder …]`: the code is broken in thousands of ways, and for each
// some test must fail. Ends with 1 where a folder's tests let more than a fifth of them pass.
import { Stryker } from '@stryker-mutator/core';
import { folders, folderVariable } from './folders.ts';

/** Share of mutants, in percent, that some test must notice. */
const leastScore = 80;

interface Count {
  readonly folder: string;
  readonly mutants: number;
  readonly noticed: number;
  readonly score: number;
}

const names = process.argv.slice(2);
const counts: Count[] = [];
for (const folder of names.length > 0 ? names : Object.keys(folders)) counts.push(await mutate(folder));

console.log('\nfolder       mutants  noticed  score');
for (const { folder, mutants, noticed, score } of counts)
  console.log(
    `${folder.padEnd(10)} ${`${mutants}`.padStart(9)} ${`${noticed}`.padStart(8)} ${score.toFixed(1).padStart(5)} %`,
  );
process.exitCode = counts.every(({ score }) => score >= leastScore) ? 0 : 1;

async function mutate(folder: string): Promise<Count> {
  const known = folders[folder];
  if (!known)
    throw new Error(`There is no folder ${folder} here; these are: ${Object.keys(folders).join(', ')}.`);
  process.env[folderVariable] = folder;
  const stryker = new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
    mutate: [...known.sources],
    coverageAnalysis: 'perTest',
    ignoreStatic: !known.withStatics,
    concurrency: 2,
    timeoutMS: 10_000,
    symlinkNodeModules: true,
    tempDirName: 'dist/mutation/work',
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `dist/mutation/${folder}.json` },
    thresholds: { high: 90, low: leastScore, break: null },
  });
  const results = await stryker.runMutationTest();
  const noticed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const mutants =
    results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length + noticed;
  return { folder, mutants, noticed, score: (noticed / mutants) * 100 };
}
