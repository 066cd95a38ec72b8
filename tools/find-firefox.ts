// Finds a Firefox for the tests of a second engine; there need not be one.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['firefox-esr', 'firefox'];
const places = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

export function findFirefox(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...onPath, ...places].find((path) => existsSync(path));
}
