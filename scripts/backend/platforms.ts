import { existsSync } from 'node:fs';
import { ELF_MACHINE } from '../launcher/elf.ts';
import type { Architecture } from '../launcher/launcher.ts';

/** A platform the plugin's backend is built for. */
export interface Platform {
  /** As Node names it: `linux-x64`. */
  readonly name: string;
  readonly architecture: Architecture;
  /** Go's names, which Grafana appends to the executable's: `linux_amd64`. */
  readonly suffix: string;
  readonly elfMachine: number;
  /** The dynamic loader's file name, as programs ask for it. */
  readonly loader: string;
  /** Where distributions keep this platform's C library: their own, and those for other machines. */
  readonly libraryFolders: readonly string[];
}

const PLATFORMS: readonly Platform[] = [
  {
    name: 'linux-x64',
    architecture: 'x64',
    suffix: 'linux_amd64',
    elfMachine: ELF_MACHINE.x64,
    loader: 'ld-linux-x86-64.so.2',
    libraryFolders: [
      '/lib/x86_64-linux-gnu',
      '/usr/lib/x86_64-linux-gnu',
      '/lib64',
      '/usr/lib64',
      '/usr/x86_64-linux-gnu/lib',
      '/usr/lib',
    ],
  },
  {
    name: 'linux-arm64',
    architecture: 'arm64',
    suffix: 'linux_arm64',
    elfMachine: ELF_MACHINE.arm64,
    loader: 'ld-linux-aarch64.so.1',
    libraryFolders: [
      '/lib/aarch64-linux-gnu',
      '/usr/lib/aarch64-linux-gnu',
      '/lib64',
      '/usr/lib64',
      '/usr/aarch64-linux-gnu/lib',
      '/lib',
      '/usr/lib',
    ],
  },
];

/**
 * The platform of a name such as `linux-arm64`.
 *
 * @param libraries A folder with that platform's C library, asked before the usual ones.
 * @throws Error naming the platforms there are.
 */
export function platformOf(name: string, libraries?: string): Platform {
  const platform = PLATFORMS.find((known) => known.name === name);
  if (!platform) {
    throw new Error(
      `The backend cannot be built for ${name}, but for ${PLATFORMS.map((known) => known.name).join(', ')}.`
    );
  }
  if (libraries !== undefined && !existsSync(libraries)) {
    throw new Error(`There is no folder ${libraries} to take the C library of ${name} from.`);
  }
  return libraries === undefined ? platform : { ...platform, libraryFolders: [libraries, ...platform.libraryFolders] };
}
