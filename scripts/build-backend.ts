import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleBackend } from './backend/bundle.ts';
import { nodeRuntime } from './backend/node-runtime.ts';
import { platformOf } from './backend/platforms.ts';
import type { Platform } from './backend/platforms.ts';
import { sharedLibraries } from './backend/shared-libraries.ts';
import { stripSymbols } from './backend/strip-symbols.ts';
import { thirdPartyNotices } from './backend/third-party.ts';
import { launcher } from './launcher/launcher.ts';

const root = join(import.meta.dirname, '..');

/** What this build made before, beside what belongs to the browser. */
const OWN =
  /^(gpx_nightjar_.*|node_linux_.*|lib|plugin\.js|worker-main\.js|store-main\.js|trial-main\.js|chunk-.*\.js|[a-z]+_bg\.wasm|recommendation-rules|package\.json|THIRD-PARTY\.txt|.*onnxruntime.*)$/;
/**
 * What keeps resident memory low: a small young generation, since results are typed arrays beside the heap, and a C library that gives large
 * pieces back to the kernel when they are freed, with one arena for all threads. `npm run bench -- memory` shows what it is worth.
 */
const LITTLE_MEMORY = {
  options: ['--max-semi-space-size=4'],
  variables: ['MALLOC_ARENA_MAX=1', 'MALLOC_MMAP_THRESHOLD_=65536', 'MALLOC_TRIM_THRESHOLD_=131072'],
} as const;
const ONNX_RUNTIME = ['onnxruntime_binding.node', 'libonnxruntime.so.1'] as const;

export interface BackendOptions {
  /** The plugin folder; the backend goes into its `datasource`. */
  readonly out: string;
  /** `linux-x64` or `linux-arm64`. */
  readonly platform: string;
  /** A folder with that platform's C library, where this machine is of another one. */
  readonly libraries?: string;
}

/**
 * Writes everything that Grafana needs to run the backend on a host with nothing but a kernel: the launcher that plugin.json names, Node, the
 * bundle, ONNX Runtime's native half, and the C library set. Names end in `_linux_amd64` (or arm64) where the file is executed, since
 * Grafana's installer sets the executable bit by that.
 */
export async function buildBackend({ out, platform: name, libraries }: BackendOptions): Promise<void> {
  const platform = platformOf(name, libraries);
  const folder = join(out, 'datasource');
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).filter((entry) => OWN.test(entry))) {
    rmSync(join(folder, file), { recursive: true });
  }
  const inputs = await bundleBackend(folder);
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices(inputs));
  // Without it Node takes .js for CommonJS first and parses every file twice.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  copyRuntime(folder, platform);
}

function copyRuntime(folder: string, platform: Platform): void {
  const node = `node_${platform.suffix}`;
  writeExecutable(join(folder, node), stripSymbols(readFileSync(nodeRuntime(platform))));
  const onnx = join(root, 'node_modules/onnxruntime-node/bin/napi-v6/linux', platform.architecture);
  for (const file of ONNX_RUNTIME) {
    place(join(onnx, file), join(folder, file));
  }

  const lib = join(folder, 'lib');
  mkdirSync(lib);
  const programs = [join(folder, node), ...ONNX_RUNTIME.map((file) => join(folder, file))];
  const loader = `ld_${platform.suffix}`;
  for (const [soname, path] of sharedLibraries(programs, ONNX_RUNTIME, platform)) {
    place(path, join(lib, soname === platform.loader ? loader : soname));
  }
  const executable = join(folder, `gpx_nightjar_${platform.suffix}`);
  const layout = { loader: `lib/${loader}`, libraries: 'lib', node, script: 'plugin.js', ...LITTLE_MEMORY };
  writeExecutable(executable, launcher(platform.architecture, layout));
}

function writeExecutable(path: string, program: Uint8Array): void {
  writeFileSync(path, program);
  chmodSync(path, 0o755);
}

function place(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

if (process.argv[1] && basename(process.argv[1]) === basename(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'dist') },
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
      libraries: { type: 'string' },
    },
  });
  await buildBackend(values);
}
