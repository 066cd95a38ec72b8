// The fixtures' apps, built as their owners would build them, with what the package exports.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { join } from 'node:path';
import { build, type PluginOption, type Rollup } from 'vite';
import { scriptFile, type HostPage } from './host-site.ts';

/** React needs none: what makes its syntax into calls is in the bundler already. */
const frameworks = {
  react: { entry: 'main.tsx', plugins: [] },
  vue: {
    entry: 'main.ts',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag: string) => tag === 'ws-chat' } } }),
    ],
  },
  svelte: { entry: 'main.ts', plugins: [svelte({ configFile: false })] },
} satisfies Record<string, { entry: string; plugins: PluginOption[] }>;

export type Framework = keyof typeof frameworks;

export interface FrameworkApp {
  /** Path of the script to begin with. */
  readonly entry: string;
  /** The app's files, for a site to serve under their paths. */
  readonly files: Readonly<Record<string, HostPage>>;
}

export async function buildFrameworkApp(framework: Framework): Promise<FrameworkApp> {
  const root = join(import.meta.dirname, '../fixtures', framework);
  const { entry, plugins } = frameworks[framework];
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins,
    esbuild: { jsx: 'automatic' },
    build: { write: false, minify: false, modulePreload: false, rollupOptions: { input: join(root, entry) } },
  })) as Rollup.RollupOutput;
  const chunks = output.filter((file) => file.type === 'chunk');
  return {
    entry: `/${chunks.find(({ isEntry }) => isEntry)!.fileName}`,
    files: Object.fromEntries(chunks.map(({ fileName, code }) => [`/${fileName}`, scriptFile(code)])),
  };
}
