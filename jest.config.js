/** Unit and contract tests; browser specs (`*.spec.ts`) have a runner of their own. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2023',
    },
    module: { type: 'commonjs' },
  },
];

/** Packages that ship ES modules only and are imported by tests. */
const esm = [
  '@bsull',
  '@grafana',
  '@prometheus-io',
  'd3-.*',
  'internmap',
  'delaunator',
  'robust-predicates',
  'ol',
  'uuid',
  'react-colorful',
  'marked',
  'rxjs',
  'color-space',
  'color-parse',
  'color-rgba',
  'geotiff',
  'rbush',
  'quickselect',
  'pbf',
  '@msagl',
  'earcut',
  'uwrap',
  'quick-lru',
  'lerc',
  'xml-utils',
  'web-worker',
  '@petamoriken',
  'zstddec',
];

const base = {
  transform: { '^.+\\.(t|j|mj)sx?$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
  // Tests run inside a vm, where looking a global up is slow: those that numeric loops name are handed to each module.
  sandboxInjectedGlobals: ['Math', 'Number', 'Float64Array', 'Float32Array', 'Int32Array', 'Uint8Array', 'Array'],
};

export default {
  // A limit against tests that hang, not on how fast the machine is.
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'node',
      testEnvironment: '<rootDir>/tests/node-environment.mjs',
      testMatch: ['<rootDir>/{contract,backend,scripts,tests,demo}/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'browser',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.(css|svg)$': '<rootDir>/tests/empty-asset.ts' },
    },
  ],
};
