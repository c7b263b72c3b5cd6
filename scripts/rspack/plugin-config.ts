import { join } from 'node:path';
import { DefinePlugin } from '@rspack/core';
import type { Configuration, RuleSetRule } from '@rspack/core';
import { pluginExternals } from './externals.ts';

export const root = join(import.meta.dirname, '..', '..');

/** TypeScript and JSX, compiled for the browsers that Grafana 12 and 13 support. */
export const typescriptRule: RuleSetRule = {
  test: /\.tsx?$/,
  exclude: /node_modules/,
  loader: 'builtin:swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
  },
};

export interface PluginEntry {
  /** The plugin's id; chunks are loaded from `public/plugins/<id>/`. */
  readonly id: string;
  /** The module's source file, relative to the repository. */
  readonly entry: string;
  /** The plugin's folder inside `out`; empty for the app itself. */
  readonly folder: string;
}

/** One AMD module a plugin. Each gets a compilation of its own, since a nested plugin loads chunks from its own address only. */
export function pluginConfig(plugin: PluginEntry, out: string, mode: 'production' | 'development'): Configuration {
  return {
    name: plugin.id,
    mode,
    context: root,
    target: ['web', 'es2022'],
    devtool: false,
    entry: { module: [join(import.meta.dirname, 'set-public-path.js'), join(root, plugin.entry)] },
    externals: pluginExternals,
    externalsType: 'amd',
    module: { rules: [typescriptRule, { test: /\.m?js$/, resolve: { fullySpecified: false } }] },
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js'] },
    output: {
      path: join(out, plugin.folder),
      filename: '[name].js',
      chunkFilename: '[name].[contenthash:8].js',
      library: { type: 'amd' },
      publicPath: `public/plugins/${plugin.id}/`,
      uniqueName: plugin.id,
    },
    optimization: { chunkIds: 'deterministic', moduleIds: 'deterministic' },
    performance: { hints: false },
    plugins: [new DefinePlugin({ FALLBACK_PUBLIC_PATH: JSON.stringify(`public/plugins/${plugin.id}/`) })],
  };
}
