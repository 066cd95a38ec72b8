// Packs what is built, and has it looked at as what it is for those who install it: whether bundlers and Node find each
// file, and whether each way of resolving types finds those of what it finds.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'ws-chat-package-'));
try {
  const packed = execFileSync(
    'npm',
    ['pack', '--silent', '--ignore-scripts', `--pack-destination=${folder}`],
    { encoding: 'utf8' },
  );
  const file = join(folder, packed.trim());
  // What is not for a script has no types; and there is no CommonJS here.
  const dataOnly = ['./custom-elements.json', './vscode.html-custom-data.json', './web-types.json'];
  const checks = [
    ['publint', 'run', file, '--strict'],
    ['attw', file, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', ...dataOnly],
  ] as const;
  for (const [command, ...args] of checks)
    if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
