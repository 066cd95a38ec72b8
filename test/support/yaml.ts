// YAML as Python reads it: nothing that the project stands on does.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const script =
  'import json, sys, yaml; json.dump(list(yaml.safe_load_all(sys.stdin)), sys.stdout, default=str)';

/** Why it cannot be read here. */
export const yamlMissing: string | undefined =
  spawnSync('python3', ['-c', 'import yaml']).status === 0
    ? undefined
    : 'Python’s YAML is not installed (Debian: apt-get install -y python3-yaml)';

/** All documents of a file. */
export function readYaml(file: URL | string): readonly unknown[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: readFileSync(file),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${String(file)} is no YAML:\n${stderr}`);
  return JSON.parse(stdout) as unknown[];
}
