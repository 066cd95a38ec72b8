// The peers are no load for the project's own installation: they are installed when first measured.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from './targets.ts';

/** Those that a folder's own package names, all of them: one may have come since the last time. */
export function installPeers(folder = peersFolder): void {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  if (Object.keys(dependencies).every((name) => existsSync(join(folder, 'node_modules', name)))) return;
  console.log('Installing the peers, once…');
  // Their scripts would only link what is found without them.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', folder], {
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Error('The peers could not be installed. Is the package registry within reach?');
}
