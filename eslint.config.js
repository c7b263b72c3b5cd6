import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/**
 * The arrows of ARCHITECTURE.md: a layer may import itself and what stands before it in this list.
 * `sources` and `store` know `series` only; `src` takes types alone from `backend` (enforced below).
 */
const layers = [
  ['contract'],
  ['backend/series'],
  ['backend/features'],
  ['backend/onnx'],
  ['backend/detectors', 'backend/anomaly-types', 'backend/forecasters'],
  ['backend/detections', 'backend/forecasts', 'backend/alerts'],
  ['backend/workers'],
  ['backend/evaluation'],
  ['backend/monitors'],
  ['backend/incidents'],
  ['backend/recommendations'],
  ['backend/frames'],
  ['backend/read-api', 'backend/remote-write'],
  ['backend/answers'],
  ['backend/routes', 'backend/grafana', 'backend/http', 'backend/cli'],
];

const zones = layers.flatMap((layer, index) =>
  layer.map((target) => ({
    target: `./${target}`,
    from: [
      ...layers
        .slice(index + 1)
        .flat()
        .map((later) => `./${later}`),
      ...(index < 5 ? ['./backend/sources', './backend/store'] : []),
      './src',
      './demo',
    ],
    message: 'Imports point one way; see ARCHITECTURE.md, "Which way imports point".',
  }))
);

const ONNX_RUNTIME = { name: 'onnxruntime-node', message: 'backend/onnx is the only importer of onnxruntime-node.' };
const DATABASE = ['kysely', 'node:sqlite'].map((name) => ({ name, message: 'SQL is written in backend/store alone.' }));

export default tseslint.config(
  { ignores: ['dist', 'build', 'node_modules', '.cache', 'coverage', '**/*.gen.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            {
              target: './backend/sources',
              from: './backend',
              except: ['./sources', './series', './errors.ts'],
              message: 'sources knows series only.',
            },
            {
              target: './backend/store',
              from: './backend',
              except: ['./store', './series', './errors.ts', './failure.ts', './collect-garbage.ts'],
              message: 'store knows series only.',
            },
            {
              target: './contract',
              from: ['./backend', './src', './demo', './scripts'],
              message: 'contract imports nothing.',
            },
          ],
        },
      ],
      'import-x/no-cycle': ['error', { maxDepth: 8 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/backend/',
              allowTypeImports: true,
              message: 'src takes types alone from backend: use `import type`.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*'],
    ignores: ['backend/onnx/**', 'scripts/**', 'tests/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [ONNX_RUNTIME, ...DATABASE] }],
    },
  },
  {
    files: ['backend/onnx/**', 'scripts/**', 'tests/**'],
    rules: { 'no-restricted-imports': ['error', { paths: DATABASE }] },
  },
  { files: ['backend/store/**'], rules: { 'no-restricted-imports': ['error', { paths: [ONNX_RUNTIME] }] } },
  {
    files: ['scripts/rspack/set-public-path.js'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  { files: ['scripts/**', 'backend/cli/**', 'demo/**'], rules: { 'no-console': 'off' } }
);
