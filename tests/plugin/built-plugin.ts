import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');
const folder = join(root, '.cache', 'plugin-under-test');
const stamp = join(folder, 'sources.sha256');
const lock = `${folder}.lock`;
/** A build takes seconds; a lock this old was left by a run that was killed. */
const STALE_MS = 120_000;

/** Everything the build reads but node_modules, which package-lock.json stands for. */
const SOURCES = [
  'backend',
  'contract',
  'scripts/backend',
  'scripts/launcher',
  'scripts/build-backend.ts',
  'package-lock.json',
];

/**
 * The folder of the datasource plugin as `npm run build` makes it, built from the sources as they are now. Test files that run at the
 * same time share one build.
 */
export async function builtPlugin(): Promise<string> {
  const digest = digestOf(SOURCES.map((source) => join(root, source)));
  for (;;) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
      return join(folder, 'datasource');
    }
    if (takeLock()) {
      try {
        await build(digest);
      } finally {
        rmSync(lock, { recursive: true });
      }
    } else {
      await wait(100);
    }
  }
}

async function build(digest: string): Promise<void> {
  rmSync(stamp, { force: true });
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'build-backend.ts'), '--out', folder], {
    cwd: root,
  });
  writeFileSync(stamp, digest);
}

function takeLock(): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // Another test file builds; unless it died over it.
    const made = statSync(lock, { throwIfNoEntry: false });
    if (made && Date.now() - made.mtimeMs > STALE_MS) {
      rmSync(lock, { recursive: true, force: true });
    }
    return false;
  }
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      readdirSync(path)
        .sort()
        .forEach((name) => visit(join(path, name)));
    } else if (!path.endsWith('.test.ts')) {
      hash.update(path).update(readFileSync(path));
    }
  };
  paths.forEach(visit);
  return hash.digest('hex');
}
