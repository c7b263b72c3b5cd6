import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBackend } from './build-backend.ts';
import { buildConsole } from './build-console.ts';
import { buildFrontend } from './build-frontend.ts';

const root = join(import.meta.dirname, '..');

/** Makes dist/, the plugin folder Grafana loads as it is, and build/console/, the page `nightjar serve` shows. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
      only: { type: 'string', multiple: true, default: ['frontend', 'backend', 'console'] },
    },
  });
  const out = join(root, 'dist');
  const parts = new Set(values.only);
  if (parts.size === 3) {
    rmSync(out, { recursive: true, force: true });
  }
  mkdirSync(out, { recursive: true });
  if (parts.has('frontend')) {
    await buildFrontend({ out });
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE']) {
      cpSync(join(root, file), join(out, file));
    }
  }
  if (parts.has('backend')) {
    await buildBackend({ out, platform: values.platform });
  }
  if (parts.has('console')) {
    await buildConsole({ out: join(root, 'build', 'console') });
  }
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    isUsage
      ? `${error.message}\nusage: npm run build -- [--platform linux-x64 | linux-arm64] [--only frontend | backend | console]...\n`
      : `${error instanceof Error ? error.message : String(error)}\n`
  );
  process.exitCode = isUsage ? 2 : 1;
}
