// The fixtures' apps, built as their owners would build them, with what the package exports.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type PluginOption, type Rollup } from 'vite';
import { scriptFile, type HostPage } from './host-site.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** React needs none: what makes its syntax into calls is in the bundler already. */
const frameworks = {
  react: { ending: 'tsx', plugins: [] },
  vue: {
    ending: 'ts',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag: string) => tag === 'ws-chat' } } }),
    ],
  },
  svelte: { ending: 'ts', plugins: [svelte({ configFile: false })] },
} satisfies Record<string, { ending: string; plugins: PluginOption[] }>;

export type Framework = keyof typeof frameworks;

export interface FrameworkApp {
  /** Path of the script to begin with. */
  readonly entry: string;
  /** The app's files, for a site to serve under their paths. */
  readonly files: Readonly<Record<string, HostPage>>;
}

/** `main` is the app that shows all there is, `recipe` the component of docs/recipes.md with the chat at this address. */
export async function buildFrameworkApp(
  framework: Framework,
  name: 'main' | 'recipe' = 'main',
  chat = 'https://chat.example.com',
): Promise<FrameworkApp> {
  const root = join(import.meta.dirname, '../fixtures', framework);
  const { ending, plugins } = frameworks[framework];
  const address: PluginOption = {
    name: 'the address of the chat',
    transform: (code) => code.replaceAll('https://chat.example.com', chat),
  };
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins, address],
    esbuild: { jsx: 'automatic' },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rollupOptions: { input: join(root, `${name}.${ending}`) },
    },
  })) as Rollup.RollupOutput;
  const chunks = output.filter((file) => file.type === 'chunk');
  return {
    entry: `/${chunks.find(({ isEntry }) => isEntry)!.fileName}`,
    files: Object.fromEntries(chunks.map(({ fileName, code }) => [`/${fileName}`, scriptFile(code)])),
  };
}

/** What a server draws of the React recipe’s page, as frameworks that render there have it. */
export async function renderReactRecipe(): Promise<string> {
  const root = join(import.meta.dirname, '../fixtures/react');
  using folder = temporaryFolder();
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    esbuild: { jsx: 'automatic' },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'server.tsx'),
      outDir: folder.path,
      rollupOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  });
  const { html } = (await import(pathToFileURL(join(folder.path, 'server.mjs')).href)) as { html: string };
  return html;
}
