import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readElf } from './elf-needed.ts';
import type { Platform } from './platforms.ts';

/** Before glibc 2.34 name look-ups loaded these by themselves; no program asks for them. */
const UNASKED = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'];

/**
 * The shared libraries that programs need, and those that these need, by the names they are asked for; the dynamic loader is among
 * them. Found in the platform's library folders by reading the ELF files, so that it works for a foreign platform too.
 *
 * @param own Libraries that lie beside the programs and are not looked for.
 * @throws Error where one is not found, with what to install.
 */
export function sharedLibraries(
  programs: readonly string[],
  own: readonly string[],
  platform: Platform
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [...programs];
  for (let program = open.pop(); program !== undefined; program = open.pop()) {
    for (const name of readElf(program)?.needed ?? []) {
      if (!found.has(name) && !own.includes(name)) {
        const path = findLibrary(name, platform);
        if (path === null) {
          throw new Error(missing(name, program, platform));
        }
        found.set(name, path);
        open.push(path);
      }
    }
  }
  for (const name of UNASKED) {
    const path = findLibrary(name, platform);
    if (path !== null) {
      found.set(name, path);
    }
  }
  return found;
}

function findLibrary(name: string, platform: Platform): string | null {
  for (const folder of platform.libraryFolders) {
    const path = join(folder, name);
    if (existsSync(path) && readElf(path)?.machine === platform.elfMachine) {
      return realpathSync(path);
    }
  }
  return null;
}

function missing(name: string, program: string, platform: Platform): string {
  return (
    `${name}, which ${program} needs, is not in ${platform.libraryFolders.join(', ')}: build on a glibc distribution of ` +
    `${platform.name}, or name a folder with its C library (--libraries); on Debian the packages libc6-arm64-cross, ` +
    'libstdc++6-arm64-cross and libgcc-s1-arm64-cross have the one of linux-arm64.'
  );
}
