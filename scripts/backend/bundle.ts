import { copyFile, cp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import * as onnxruntimeCommon from 'onnxruntime-common';
import { codeFingerprint } from '../../backend/evaluation/model-code.ts';

const root = join(import.meta.dirname, '..', '..');
const BINDING = './onnxruntime_binding.node';
/** What augurs has in WebAssembly and Nightjar runs: backend/forecasters/augurs/augurs.ts looks for these beside the bundle. */
const WASM = ['ets', 'mstl'] as const;
const ONNX_PACKAGE = join(root, 'node_modules', 'onnxruntime-node', 'dist', 'index.js');

/**
 * ONNX Runtime's package is CommonJS, of which a chunk that is loaded later would export nothing but `default`: a module in between
 * names what there is. Its native half, which the package looks for below itself, lies beside the bundle.
 */
const onnxRuntime: Plugin = {
  name: 'onnx-runtime',
  setup(bundler) {
    bundler.onResolve({ filter: /^onnxruntime-node$/ }, ({ path }) => ({ path, namespace: 'onnx-runtime' }));
    bundler.onLoad({ filter: /.*/, namespace: 'onnx-runtime' }, () => {
      const names = [...Object.keys(onnxruntimeCommon), 'listSupportedBackends'].filter((name) => name !== 'default');
      const contents = `import * as ort from ${JSON.stringify(ONNX_PACKAGE)};export const {${names.join(',')}}=ort;`;
      return { contents, loader: 'js', resolveDir: root };
    });
    bundler.onLoad({ filter: /onnxruntime-node[/\\]dist[/\\]binding\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(
        /require\(`\.\.\/bin\/[^`]+onnxruntime_binding\.node`\)/,
        `require('${BINDING}')`
      );
      if (contents === source) {
        throw new Error(
          `${path} no longer loads its native half as it did: look at it and mend ${import.meta.filename}.`
        );
      }
      return { contents, loader: 'js' };
    });
    bundler.onResolve({ filter: /^\.\/onnxruntime_binding\.node$/ }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Bundles the backend into `folder`: plugin.js (what the launcher has Node run), worker-main.js and store-main.js (its threads'), trial-main.js (a process's in which models from outside are tried), and the chunks that
 * they share or load later; the WebAssembly that these load lies beside them. ES modules, since a chunk that is imported when needed costs nothing at the start.
 *
 * @returns The files that went in, relative to the repository.
 */
export async function bundleBackend(folder: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      plugin: 'backend/plugin-main.ts',
      'worker-main': 'backend/workers/worker-main.ts',
      'store-main': 'backend/store/store-main.ts',
      'trial-main': 'backend/onnx/imports/trial-main.ts',
    },
    outdir: folder,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: false,
    define: {
      'process.env.NODE_ENV': '"production"',
      NIGHTJAR_MODEL_CODE: JSON.stringify(codeFingerprint(join(root, 'backend'))),
    },
    // Packages in CommonJS look for `require`, which ES modules lack.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [onnxRuntime],
    logLevel: 'warning',
    metafile: true,
  });
  const { resolve } = createRequire(import.meta.url);
  for (const name of WASM) {
    await copyFile(resolve(`@bsull/augurs/${name}`).replace(/\.js$/, '_bg.wasm'), join(folder, `${name}_bg.wasm`));
  }
  // Where backend/recommendations/rules/read-rules.ts looks for them beside the bundle.
  const rules = join(root, 'backend', 'recommendations', 'rules', 'starter');
  await cp(rules, join(folder, 'recommendation-rules'), { recursive: true });
  const outputs = Object.values(metafile.outputs);
  return [...new Set(outputs.flatMap(({ inputs }) => Object.keys(inputs)))];
}
