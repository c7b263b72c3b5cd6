import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian packages of the programs the tests and the demo use. */
const PACKAGES: Readonly<Record<string, string>> = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  chromium: 'chromium',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  amtool: 'prometheus-alertmanager',
};

/** The path of a program on PATH, or null. */
export function findProgram(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder: the next one may have it.
    }
  }
  return null;
}

/**
 * Installs what is missing through apt when that is possible (root on a Debian-like machine), else says what will be left out.
 * Returns the names that are there afterwards.
 */
export function ensurePrograms(names: readonly string[], say: (line: string) => void): Set<string> {
  const missing = names.filter((name) => findProgram(name) === null);
  const packages = [...new Set(missing.map((name) => PACKAGES[name]))];
  if (packages.length > 0) {
    if (process.getuid?.() === 0 && findProgram('apt-get') !== null) {
      say(`Installing ${packages.join(', ')} with apt-get ...`);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const quiet = { env, stdio: 'ignore' as const };
      spawnSync('apt-get', ['update', '-qq'], quiet);
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
    }
    for (const name of missing.filter((program) => findProgram(program) === null)) {
      say(`${name} is not installed (Debian package ${PACKAGES[name]}): what needs it is skipped.`);
    }
  }
  return new Set(names.filter((name) => findProgram(name) !== null));
}
