// Builds the widget: one classic script that may be async anywhere, and one module.
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { join } from 'node:path';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplates } from './tools/minify-templates.js';
import { ownTrustedTypesPolicy } from './tools/own-trusted-types-policy.js';

/** One line for everything inside, instead of one a module. */
const licences = 'ws-chat, MIT; contains Lit, BSD-3-Clause, Copyright Google LLC';

const plugins = [
  resolve(),
  esbuild({ target: 'es2022', tsconfig: join(import.meta.dirname, 'widget/tsconfig.json') }),
  ownTrustedTypesPolicy('ws-chat'),
  minifyTemplates(),
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3 },
    format: { comments: false, preamble: `/*! ${licences} */` },
  }),
];

export default [
  {
    input: 'widget/embed.ts',
    output: { file: 'dist/widget/ws-chat.js', format: 'iife', sourcemap: true },
    plugins,
  },
  {
    input: 'widget/module.ts',
    output: { file: 'dist/widget/ws-chat.module.js', format: 'es', sourcemap: true },
    plugins,
  },
];
