// The peers are no load for the project's own installation: they are installed when first measured.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from './targets.ts';

/** Those that a folder's own package names. */
export function installPeers(folder = peersFolder): void {
  if (existsSync(join(folder, 'node_modules'))) return;
  console.log('Installing the peers, once…');
  // Their scripts would only link what is found without them.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', folder], {
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Error('The peers could not be installed. Is the package registry within reach?');
}
