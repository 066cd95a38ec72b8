// The build's side of widget/shared.ts: the core lays the shared module out in the page under a symbol of
// its own, and the files that are loaded later find it there.
import { join } from 'node:path';

const shared = join(import.meta.dirname, '../widget/shared.ts');
const place = "globalThis[Symbol.for('ws-chat shared')]";

/** For the classic script: an element named currentScript would be handed out in the script's place. */
export const addressOfThisScript = `const addressOfThisScript =
  (document.currentScript instanceof HTMLScriptElement && document.currentScript.src) || document.baseURI;`;

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
    /** A classic script of another site is not told its own address when it imports: it has to know it. */
    renderDynamicImport: ({ format }) =>
      format === 'iife' ? { left: 'import(new URL(', right: ', addressOfThisScript).href)' } : null,
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
