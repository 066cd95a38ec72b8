// Lint: what the formatter and the compiler do not see.
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import regexp from 'eslint-plugin-regexp';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** A pattern that is put together while the process runs could be a stranger's, and take as long as they like. */
const noMadePatterns = [
  {
    selector: ":matches(NewExpression, CallExpression)[callee.name='RegExp']",
    message:
      'A pattern stands in the source, where it can be looked at: see “text code is linear” in CONTRIBUTING.md.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(match|matchAll|search)$/] > :not(:matches(Literal[regex], Identifier, MemberExpression)).arguments',
    message: 'A text given here becomes a pattern: name a pattern of the source.',
  },
];

/** Text from people is never HTML: these are the ways it could become some. */
const noHtmlFromText = [
  ...['innerHTML', 'outerHTML'].map((property) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.name='${property}']`,
    message: 'Text from people is never HTML: build nodes with Lit.',
  })),
  {
    selector: 'ImportDeclaration[source.value=/unsafe-(html|svg)|static-html|style-map/]',
    message: 'Text from people is never HTML, and a strict page admits no style attribute.',
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|write)$/][callee.object.name='document']",
    message: 'Text from people is never HTML: build nodes with Lit.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'test-results/', 'data/', 'test/fixtures/{vue,svelte}/', '**/*.d.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Where a value is known to be there, the mark says so; a check that cannot fail would say less.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/prefer-optional-chain': 'off',
      'prefer-template': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['{protocol,server,widget}/**/*.ts'],
    plugins: { regexp },
    rules: {
      'no-restricted-syntax': ['error', ...noMadePatterns],
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['widget/**/*.ts'],
    ...lit.configs['flat/recommended'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...wc.configs['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      // The list hears the clicks of its buttons in one place; they are buttons, so keys press them too.
      'lit-a11y/click-events-have-key-events': 'off',
      'no-restricted-syntax': ['error', ...noHtmlFromText, ...noMadePatterns],
      'no-restricted-globals': ['error', 'eval', 'process', 'Buffer'],
    },
  },
  {
    files: ['**/*.config.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
