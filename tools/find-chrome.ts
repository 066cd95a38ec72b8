// Finds a Chromium for the tests: the one that was named, the system's, or the one from npm.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Chrome {
  readonly executablePath: string;
  /** How to ask it for no window: the shell build knows only its own way. */
  readonly headless: true | 'shell';
  readonly version: string;
}

/** What keeps a browser quiet on a machine without a screen or a network. */
export const chromeArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // As root, as in a container, there is no sandbox to be had.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const commands = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export async function findChrome(): Promise<Chrome> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is nothing there.`);
    return describe(named, true);
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  const installed = [...onPath, ...places].find((path) => existsSync(path));
  return installed === undefined ? fromPackage() : describe(installed, true);
}

/** A headless shell that npm brings, for Linux on x64; it unpacks itself into node_modules. */
async function fromPackage(): Promise<Chrome> {
  const help =
    'The tests need a browser: install Chrome or Chromium (Debian: apt-get install -y chromium), or name one by CHROME_PATH.';
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(help);
  // It trusts whatever lies in the temporary folder, so it gets one of its own; and it brings the
  // system libraries it needs only where it believes to be in its cloud.
  const former = { ...process.env };
  process.env.TMPDIR = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  try {
    mkdirSync(process.env.TMPDIR, { recursive: true });
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    return describe(executablePath, 'shell');
  } catch (error) {
    throw new Error(help, { cause: error });
  } finally {
    // Where its libraries are must stay known; the rest is nobody else's business.
    process.env = { ...former, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' };
  }
}

function describe(executablePath: string, headless: true | 'shell'): Chrome {
  const version = execFileSync(executablePath, ['--version', ...chromeArguments], {
    encoding: 'utf8',
  }).trim();
  return { executablePath, headless, version };
}
