// Tries the rules of protocol/README.md on a server. Without --url it starts this project's own.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const help = `npm run conformance -- [--url http://host/] [--origin https://site] [--slow] [test file or -t name …]

Without --url a server of this project is started and tried. One at --url must have
  a room “lobby” as its first, and rooms “conformance-*”, which the tests fill with rubbish;
  the origin of --origin (https://site.example) admitted, and no others, nor missing or null ones;
  plain clients admitted;
  rates that do not matter: 1,000 posts at once and a second, 1,000 connections from an address.
With this server:
  ws-chat --room lobby --room 'conformance-*' --origin https://site.example --plain-clients \\
    --post-burst 1000 --posts-per-second 1000 --max-connections-per-address 1000
Tests that need other settings, or to stop the server, are skipped with --url.
--slow also runs what takes real time, about a minute.`;

const { values, positionals } = parseArgs({
  options: {
    url: { type: 'string' },
    origin: { type: 'string' },
    slow: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    testNamePattern: { type: 'string', short: 't' },
  },
  allowPositionals: true,
});

if (values.help) {
  console.log(help);
} else {
  const named = values.testNamePattern === undefined ? [] : ['-t', values.testNamePattern];
  const { status } = spawnSync(
    'vitest',
    ['run', '--config', 'test/conformance/vitest.config.ts', ...named, ...positionals],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        ...(values.url !== undefined && { CONFORMANCE_URL: values.url }),
        ...(values.origin !== undefined && { CONFORMANCE_ORIGIN: values.origin }),
        ...(values.slow && { CONFORMANCE_SLOW: 'yes' }),
      },
    },
  );
  process.exitCode = status ?? 1;
}
