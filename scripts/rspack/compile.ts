import { rspack } from '@rspack/core';
import type { Compiler, Configuration, MultiCompiler, MultiStats, Stats } from '@rspack/core';

export function compile(config: Configuration): Promise<Stats>;
export function compile(config: Configuration[]): Promise<MultiStats>;
/** Runs the bundler once. Rejects with its messages where it found errors. */
export function compile(config: Configuration | Configuration[]): Promise<Stats | MultiStats> {
  const compiler: Compiler | MultiCompiler = Array.isArray(config) ? rspack(config) : rspack(config);
  return new Promise((resolve, reject) => {
    compiler.run((failure, stats) => {
      compiler.close((closeFailure) => {
        const error = failure ?? closeFailure;
        if (error || !stats) {
          reject(error ?? new Error('The bundler gave no result.'));
        } else if (stats.hasErrors()) {
          reject(new Error(stats.toString({ preset: 'errors-only', colors: false })));
        } else {
          resolve(stats);
        }
      });
    });
  });
}
