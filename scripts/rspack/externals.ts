/**
 * Modules that Grafana shares with its plugins (create-plugin's list, as far as this plugin can meet them). A plugin never bundles
 * them; the stand-alone console provides the same ones. `react-router-dom` is bundled and `react-router` shared, as Grafana asks.
 */
export const SHARED_MODULES = [
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'i18next',
  'lodash',
  'react',
  'react-dom',
  'react-inlinesvg',
  'react-router',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'rxjs',
  'rxjs/operators',
] as const;

/** rspack's `externals` of a plugin: the shared modules, and the AMD `module` object that knows where the script was loaded from. */
export const pluginExternals: Record<string, string> = {
  ...Object.fromEntries(SHARED_MODULES.map((name) => [name, name])),
  'amd-module': 'module',
};
