// The workflow of a release, as far as it can be held against the project without being run.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readYaml, yamlMissing } from '../../support/yaml.ts';

const file = new URL('../../../.github/workflows/release.yml', import.meta.url);

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: object; readonly needs?: string; readonly steps: readonly Step[] }
    >
  >;
}

const needsYaml = yamlMissing === undefined ? '' : ` (not tried: ${yamlMissing})`;

describe.skipIf(yamlMissing !== undefined)(`the workflow of a release${needsYaml}`, () => {
  const { permissions, jobs } = readYaml(file)[0] as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('lets each job do no more than it is for', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
      ['build', undefined],
      ['publish', { contents: 'read', 'id-token': 'write' }],
      ['attach', { contents: 'write' }],
    ]);
  });

  it('runs nothing of the sources or their dependencies where it may publish', () => {
    const said = ['publish', 'attach'].flatMap((name) => jobs[name]!.steps);
    expect(said.filter(({ uses }) => uses?.startsWith('actions/checkout'))).toEqual([]);
    expect(said.filter(({ run }) => /npm (ci|install|run|exec|test)|npx/.test(run ?? ''))).toEqual([]);
  });

  it('publishes what was tested and built twice, with its provenance, and no secret', () => {
    expect([jobs.publish!.needs, jobs.attach!.needs]).toEqual(['build', 'publish']);
    const runs = jobs.build!.steps.map(({ run }) => run ?? '');
    const at = (text: string) => runs.findIndex((run) => run.includes(text));
    expect(at('bash .ci/run')).toBeGreaterThan(at('check:release'));
    expect(at('npm pack')).toBeGreaterThan(at('bash .ci/run'));
    expect(runs[at('npm pack')]).toContain('cmp release/*.tgz again/*.tgz');
    expect(jobs.publish!.steps.at(-1)!.run).toMatch(/^npm publish \.\/release\/ws-chat-\*\.tgz --provenance/);
    expect(readFileSync(file, 'utf8')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|registry/);
  });

  it('has each of its actions by a version, and no other than the platform’s own', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(4);
    expect(actions.filter((action) => !/^actions\/[a-z-]+@v\d+$/.test(action))).toEqual([]);
  });

  it('runs scripts that there are', () => {
    const { scripts } = JSON.parse(
      readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as {
      scripts: Record<string, string>;
    };
    const named = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!),
    );
    expect(named).toContain('check:release');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
