// The build's side of widget/shared.ts: the core lays the shared module out in the page under a symbol of
// its own, and the files that are loaded later find it there.
import { join } from 'node:path';

const shared = join(import.meta.dirname, '../widget/shared.ts');
const place = "globalThis[Symbol.for('ws-chat shared')]";

/** For the core: the later files stand beside it, and are fetched when they are first asked for. */
export function laterFilesBesideIt() {
  return {
    name: 'later-files-beside-it',
    resolveDynamicImport(specifier, importer) {
      const name = /\/later\/([a-z-]+)\.ts$/.exec(specifier)?.[1];
      if (name === undefined)
        return this.error(`${importer} imports ${specifier}: only widget/later/ is loaded later.`);
      return { id: `./ws-chat/${name}.js`, external: 'absolute' };
    },
  };
}

/** For a later file: what it shares with the core is in the page already. */
export function sharedFromThePage() {
  return {
    name: 'shared-from-the-page',
    load: (id) =>
      id === shared ? { code: `export const shared = ${place};`, syntheticNamedExports: 'shared' } : null,
    /** What later files fetch themselves lies beside them. */
    resolveDynamicImport: (specifier) => ({
      id: specifier.replace(/\.ts$/, '.js'),
      external: 'absolute',
    }),
  };
}
