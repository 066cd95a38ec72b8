// The bundle that this server has: its version, the hash of each of its files, and the tag that holds a page to it. The
// build writes it down; nothing here serves anything.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From the sources and from the package alike, the bundle lies in `dist/widget`. */
export const bundleFolder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/widget' : '../../widget', import.meta.url),
);

/** Where the build writes it down, beside the files. */
export const integrityFile = 'integrity.json';

export interface Bundle {
  /** Of its version and of all that is in it, as `ws-chat@1.2.3-0123456789ab`: another bundle has another one. */
  readonly folder: string;
  /** Of each file by its path in there, as the attribute `integrity` has it. */
  readonly files: Readonly<Record<string, string>>;
}

/** Characters of a digest that no two bundles of one version share but by will. */
const digestCharacters = 12;

export function integrityOf(content: Uint8Array | string): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** The files are in the order of their paths, so that the same ones make the same name. */
export function bundleOf(version: string, contents: ReadonlyMap<string, Uint8Array>): Bundle {
  const paths = [...contents.keys()].sort();
  const files = Object.fromEntries(paths.map((path) => [path, integrityOf(contents.get(path)!)]));
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  return { folder: `ws-chat@${version}-${digest.slice(0, digestCharacters)}`, files };
}

/** Undefined where nothing was built. */
export function readBundle(folder = bundleFolder): Bundle | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, integrityFile), 'utf8')) as Bundle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `server` is the chat’s address, without a slash at the end. */
export function pinnedTag({ folder, files }: Bundle, server: string, room: string): string {
  const script = 'ws-chat.js';
  return `<script async src="${server}/${folder}/${script}" integrity="${files[script]!}" crossorigin="anonymous" data-room="${room}"></script>`;
}
