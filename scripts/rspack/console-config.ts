import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CssExtractRspackPlugin, DefinePlugin } from '@rspack/core';
import type { Configuration } from '@rspack/core';
import { root, typescriptRule } from './plugin-config.ts';

/** The react-router-dom 5 that @grafana/ui brings; its links and the host's router must be of one copy. */
function grafanaRouter(): string {
  const fromUi = createRequire(createRequire(join(root, 'package.json')).resolve('@grafana/ui/package.json'));
  return dirname(fromUi.resolve('react-router-dom/package.json'));
}

/** The host page: React, @grafana/* and the console's own code in one script, what is rarely used in later ones. */
export function consoleConfig(out: string, mode: 'production' | 'development'): Configuration {
  const router = grafanaRouter();
  return {
    name: 'console',
    mode,
    context: root,
    target: ['web', 'es2022'],
    devtool: false,
    entry: { host: join(root, 'src/console/main.tsx') },
    module: {
      rules: [
        typescriptRule,
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
        { test: /\.css$/, use: [CssExtractRspackPlugin.loader, 'css-loader'], type: 'javascript/auto' },
        { test: /\.(svg|png|ttf|woff2?)$/, type: 'asset/resource' },
      ],
    },
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js'],
      alias: { 'react-router-dom-v5': router, 'react-router-dom$': router },
    },
    output: {
      path: join(out, 'public', 'host'),
      filename: '[name].[contenthash:8].js',
      chunkFilename: '[name].[contenthash:8].js',
      assetModuleFilename: '[name].[contenthash:8][ext]',
      publicPath: '/public/host/',
      uniqueName: 'nightjar-console',
    },
    optimization: { chunkIds: 'deterministic', moduleIds: 'deterministic' },
    performance: { hints: false },
    plugins: [
      new CssExtractRspackPlugin({
        filename: '[name].[contenthash:8].css',
        chunkFilename: '[name].[contenthash:8].css',
      }),
      new DefinePlugin({
        'process.env.NODE_ENV': JSON.stringify(mode),
        // SystemJS's `define` is for the plugins; packages inside the bundle must not announce themselves to it.
        'typeof define': JSON.stringify('undefined'),
      }),
    ],
  };
}
