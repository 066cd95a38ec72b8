// Builds the widget: one classic script that may be async anywhere, one module, and beside them the files
// that either fetches when they are first needed. And the chat without a screen, and the moderators' page, modules
// of their own.
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import esbuild from 'rollup-plugin-esbuild';
import { emojiTableForTheBuild } from './tools/emoji-table.js';
import { addressOfThisScript, laterFilesIn, sharedFromThePage } from './tools/lay-out-shared.js';
import { minifyTemplates } from './tools/minify-templates.js';
import { ownTrustedTypesPolicy } from './tools/own-trusted-types-policy.js';
import { shortPrivateNames } from './tools/short-private-names.js';
import { unnamedStrings } from './tools/unnamed-strings.js';

/** One line for everything inside, instead of one a module. */
const licence = 'ws-chat, MIT';
const coreLicences = `${licence}; contains Lit, BSD-3-Clause, Copyright Google LLC`;
const emojiLicences = `${licence}; contains emojibase-data, MIT, Copyright Miles Johnson`;

/** A module is imported by servers that render pages too: there it finds no page, and does nothing. */
const withoutPage = `const HTMLElement = globalThis.HTMLElement ?? class {};
const document = globalThis.document ?? { createTreeWalker() {} };`;

const readSources = [
  // Said here, else NODE_ENV of whoever builds chooses, and with it Lit’s development build.
  resolve({ exportConditions: ['production'] }),
  esbuild({ target: 'es2022', tsconfig: join(import.meta.dirname, 'widget/tsconfig.json') }),
];

const minify = (licences) => [
  minifyTemplates(),
  terser({
    ecma: 2022,
    module: true,
    // Nothing here asks whether a function can be constructed.
    compress: { passes: 3, inline: 1, unsafe_arrows: true },
    format: { comments: false, preamble: `/*! ${licences} */` },
  }),
  shortPrivateNames(),
];

const core = [
  laterFilesIn('./ws-chat'),
  ...readSources,
  ownTrustedTypesPolicy('ws-chat'),
  ...minify(coreLicences),
];
const later = (name) => [
  laterFilesIn('.'),
  sharedFromThePage(),
  emojiTableForTheBuild(),
  ...readSources,
  unnamedStrings(),
  ...minify(name.startsWith('emoji-data') ? emojiLicences : licence),
];

/** The package’s own module stands on the class that it also gives by itself. */
const fromElement = {
  external: (id) => id.endsWith('/element.ts'),
  paths: (id) => (id.endsWith('/element.ts') ? './ws-chat.element.js' : id),
};

const laterFiles = readdirSync(join(import.meta.dirname, 'widget/later')).filter((name) =>
  name.endsWith('.ts'),
);

export default [
  {
    input: 'widget/embed.ts',
    output: { file: 'dist/widget/ws-chat.js', format: 'iife', sourcemap: true, intro: addressOfThisScript },
    plugins: core,
  },
  {
    input: 'widget/module.ts',
    output: { file: 'dist/widget/ws-chat.module.js', format: 'es', sourcemap: true, intro: withoutPage },
    plugins: core,
  },
  {
    input: 'widget/element.ts',
    output: { file: 'dist/widget/ws-chat.element.js', format: 'es', sourcemap: true, intro: withoutPage },
    plugins: core,
  },
  {
    input: 'widget/module.ts',
    external: fromElement.external,
    output: { file: 'dist/widget/ws-chat.package.js', format: 'es', paths: fromElement.paths },
    plugins: [...readSources, ...minify(licence)],
  },
  {
    input: 'widget/console/console.ts',
    output: { file: 'dist/widget/console.js', format: 'iife', sourcemap: true, intro: addressOfThisScript },
    plugins: core,
  },
  {
    input: 'widget/headless.ts',
    output: { file: 'dist/widget/client.js', format: 'es', sourcemap: true, inlineDynamicImports: true },
    plugins: [...readSources, ...minify(licence)],
  },
  ...laterFiles.map((name) => ({
    input: `widget/later/${name}`,
    output: { file: `dist/widget/ws-chat/${basename(name, '.ts')}.js`, format: 'es', sourcemap: true },
    plugins: later(name),
  })),
];
