import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What comes as a binary, with its source, since the licences of some ask for that. */
const BINARIES = `Node.js (MIT and others: https://github.com/nodejs/node/blob/main/LICENSE)
ONNX Runtime (MIT: https://github.com/microsoft/onnxruntime/blob/main/LICENSE)
The GNU C Library in lib/ (LGPL-2.1-or-later; source: https://sourceware.org/glibc), replaceable by any other build of the same version
libstdc++ and libgcc in lib/ (GPL-3.0-or-later with the GCC Runtime Library Exception; source: https://gcc.gnu.org)`;

/**
 * The notices of everything in the plugin that others wrote: binaries, and the npm packages that the bundle took files from.
 *
 * @param inputs The bundle's input files, relative to the repository.
 */
export function thirdPartyNotices(inputs: readonly string[]): string {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [BINARIES, ...[...packages].sort().map(notice)].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function notice(folder: string): string {
  const path = join(root, folder);
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) {
    throw new Error(`${folder} is in the bundle and has no package.json to take its licence from.`);
  }
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  const texts = readdirSync(path)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(path, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
