// Installs the packages when they are missing or older than the lock file. Plain JavaScript: any Node since 20 runs it
// before the pinned Node 24 is there.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.package-lock.json');
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function isCurrent() {
  return (
    existsSync(installed) &&
    existsSync(pinnedNode) &&
    statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

if (!isCurrent()) {
  process.stderr.write('Installing packages (a minute or two the first time) ...\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(pinnedNode)) {
    process.stderr.write(
      'npm ci did not succeed. Check that the npm registry can be reached and that install scripts may run for the package `node`.\n'
    );
    process.exit(1);
  }
}
