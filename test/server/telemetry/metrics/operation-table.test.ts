// The table of docs/operation.md is what a real server says, and what a server says is in the table.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { type Exposition } from '../../../support/exposition.ts';
import { startMeasuredServer } from '../../../support/measured-server.ts';
import { startWorkersServer } from '../../../support/workers.ts';

const document = readFileSync(new URL('../../../../docs/operation.md', import.meta.url), 'utf8');

const rows = [...document.matchAll(/^\| `(\w+)` +\| (\w+) +\| ([^|]*)\| ([^|]*)\|/gm)].map(
  ([, name, type, labels, meaning]) => ({
    name: name!,
    type: type!,
    labels: [...labels!.matchAll(/`(\w+)`/g)].map(([, label]) => label!),
    meaning: meaning!.trim(),
  }),
);

const told = (exposition: Exposition) =>
  [...exposition.families.keys()]
    .map((name) => ({ name, type: exposition.families.get(name)!.type, labels: exposition.labelsOf(name) }))
    .sort((one, other) => one.name.localeCompare(other.name));

const written = rows
  .map(({ name, type, labels }) => ({ name, type, labels }))
  .sort((one, other) => one.name.localeCompare(other.name));

/** Those of several processes. */
const ofSeveral = ['ws_chat_bus_up', 'ws_chat_workers'];

describe('the table of metrics', { timeout: 120_000 }, () => {
  it('has all that a server of several workers tells, and nothing else', async () => {
    const server = endsWithTest(await startWorkersServer(2, ['--metrics=127.0.0.1:0']));
    expect(told(await server.scrape())).toEqual(written);
  });

  it('has all that a server of one process tells', async () => {
    const server = endsWithTest(await startMeasuredServer());
    expect(told(await server.scrape())).toEqual(written.filter(({ name }) => !ofSeveral.includes(name)));
  });

  it('names only values of labels that there are', async () => {
    const server = endsWithTest(await startMeasuredServer());
    const { families } = await server.scrape();
    for (const { name, labels, meaning } of rows.filter(({ name }) => !ofSeveral.includes(name))) {
      const values = families
        .get(name)!
        .samples.flatMap((sample) => labels.map((label) => sample.labels[label]!));
      if (labels.includes('code')) continue;
      for (const [, value] of meaning.matchAll(/`([\w-]+)`/g)) expect(values, name).toContain(value);
      for (const value of values) expect(meaning, name).toContain(`\`${value}\``);
    }
  });
});
