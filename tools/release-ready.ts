// Whether a tag can be released as it stands; for the workflow, which tells what it is by its environment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, type Release } from './release/faults.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const { GITHUB_REF_NAME = '', GITHUB_SERVER_URL = '', GITHUB_REPOSITORY = '' } = process.env;

const faults = faultsOf({
  tag: GITHUB_REF_NAME,
  repository: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`,
  manifest: JSON.parse(read('package.json')) as Release['manifest'],
  changelog: read('CHANGELOG.md'),
});
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
