// The files of deploy/ as the programs see them that they are for.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deployFolder, deployText } from '../support/deployments.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function missing(program: string, flags: readonly string[], cure: string): string | undefined {
  return spawnSync(program, flags).status === 0 ? undefined : `${program} is not installed (${cure})`;
}

const noSystemd = missing('systemd-analyze', ['--version'], 'Debian: apt-get install -y systemd');

describe.skipIf(noSystemd !== undefined)(`systemd${noSystemd ? ` (not tried: ${noSystemd})` : ''}`, () => {
  it.each([
    ['ws-chat.service', 'ws-chat.service'],
    ['ws-chat@.service', 'ws-chat@8081.service'],
  ])('has nothing to say about %s', (file, unit) => {
    const folder = endsWithTest(temporaryFolder());
    const path = join(folder.path, unit);
    // Node is wherever it is.
    writeFileSync(path, deployText(`systemd/${file}`).replace('/usr/bin/node', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    const said = stderr.split('\n').filter((line) => line.includes(folder.path));
    expect({ status, said }).toEqual({ status: 0, said: [] });
  });

  it('finds little that the service could do beside its work', () => {
    const file = fileURLToPath(new URL('systemd/ws-chat.service', deployFolder));
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], {
      encoding: 'utf8',
    });
    const [, exposure] = /exposure level for ws-chat\.service: ([\d.]+)/.exec(stdout)!;
    // Out of ten. What is left is the network, which it is for, and what Node needs to compile while it runs.
    expect(Number(exposure)).toBeLessThan(2);
  });
});

const noKubectl = missing('kubectl', ['version', '--client'], 'see kubernetes.io/docs/tasks/tools');

describe.skipIf(noKubectl !== undefined)(`kubectl${noKubectl ? ` (not tried: ${noKubectl})` : ''}`, () => {
  it('makes of the folder what fits together', () => {
    const folder = fileURLToPath(new URL('kubernetes/', deployFolder));
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const kinds = [...stdout.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(kinds.sort()).toEqual(['Deployment', 'Ingress', 'Namespace', 'PodDisruptionBudget', 'Service']);
    // Whatever selects pods selects those of the deployment.
    const labels = [...stdout.matchAll(/^ +(?:selector|matchLabels):\n +(.+)$/gm)].map(([, label]) => label);
    expect(labels.filter((label) => label !== 'matchLabels:')).not.toEqual([]);
    for (const label of labels) expect(['app.kubernetes.io/name: ws-chat', 'matchLabels:']).toContain(label);
  });
});
