// The build's side of widget/shared.ts: the core lays the shared module out in the page under a symbol of
// its own, and the files that are loaded later find it there.
import { basename, dirname, join } from 'node:path';

const shared = join(import.meta.dirname, '../widget/shared.ts');
const later = join(import.meta.dirname, '../widget/later');
const place = "globalThis[Symbol.for('ws-chat shared')]";

/** For the classic script: an element named currentScript would be handed out in the script's place. */
export const addressOfThisScript = `const addressOfThisScript =
  (document.currentScript instanceof HTMLScriptElement && document.currentScript.src) || document.baseURI;`;

/**
 * The later files are fetched when they are first asked for, from `folder`: beside the core, or where a
 * later file asks for another, its own.
 */
export function laterFilesIn(folder) {
  const asBuilt = (file) => ({ id: `${folder}/${basename(file, '.ts')}.js`, external: 'absolute' });
  return {
    name: 'later-files',
    /** One of several files, by a name that is known in the page only. */
    transform: (code) =>
      code.includes('import(`../later/')
        ? {
            code: code.replace(/import\(`\.\.\/later\/(.+?)\.ts`\)/, `import(\`${folder}/$1.js\`)`),
            map: null,
          }
        : null,
    /** What several later files have in common is one itself. */
    resolveId(source, importer) {
      const file = importer && source.startsWith('.') && join(dirname(importer), source);
      return file && dirname(file) === later && dirname(importer) === later ? asBuilt(file) : null;
    },
    resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return null;
      const file = join(dirname(importer), specifier);
      if (dirname(file) !== later)
        return this.error(`${importer} imports ${specifier}: only widget/later/ is loaded later.`);
      return asBuilt(file);
    },
    /** A classic script of another site is not told its own address when it imports: it has to know it. */
    renderDynamicImport: ({ format }) =>
      format === 'iife' ? { left: 'import(new URL(', right: ', addressOfThisScript).href)' } : null,
  };
}

/** What of Lit is shared; a later file that wants more of it has to have it shared first. */
const sharedOfLit = ['lit', 'lit/directives/guard.js', 'lit/directives/repeat.js'];

/** For a later file: what it shares with the core is in the page already. */
export function sharedFromThePage() {
  return {
    name: 'shared-from-the-page',
    resolveId: (source) => (sharedOfLit.includes(source) ? shared : null),
    load(id) {
      if (id === shared) return { code: `export const shared = ${place};`, syntheticNamedExports: 'shared' };
      if (/\/node_modules\/|\/elements\/part\.ts$/.test(id))
        this.error(`${id} would be loaded twice: share it by widget/shared.ts.`);
      return null;
    },
  };
}
