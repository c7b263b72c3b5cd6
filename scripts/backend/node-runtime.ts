import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from './platforms.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * The executable of the Node version that package.json pins, for a platform. This machine's lies in node_modules; another's is taken from
 * the npm package of that platform, once, into .cache.
 */
export function nodeRuntime(platform: Platform): string {
  if (platform.name === `${process.platform}-${process.arch}`) {
    return join(root, 'node_modules', 'node', 'bin', 'node');
  }
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { node: string };
  };
  const name = `node-${platform.name}`;
  const folder = join(root, '.cache', `${name}-${devDependencies.node}`);
  const executable = join(folder, 'package', 'bin', 'node');
  if (!existsSync(executable)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${devDependencies.node}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    execFileSync('tar', ['-xzf', join(folder, `${name}-${devDependencies.node}.tgz`), '-C', folder]);
  }
  return executable;
}
