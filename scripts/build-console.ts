import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Stats } from '@rspack/core';
import { PLUGINS } from './build-frontend.ts';
import { compile } from './rspack/compile.ts';
import { consoleConfig } from './rspack/console-config.ts';
import { root } from './rspack/plugin-config.ts';

const SOURCE = join(root, 'src', 'console');
const PACKAGES = join(root, 'node_modules');

/** Files worth compressing, and the size in bytes from which it pays. */
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json']);
const COMPRESSED_FROM = 1_024;

/** Where @grafana/ui looks for its fonts, and the font packages' files (SIL Open Font License) put there. */
const FONTS: Readonly<Record<string, string>> = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

/** What a browser loads from a plugin's folder, which may hold the backend's scripts too: manifest, module and hashed chunks. */
const BROWSER_FILES = /^(plugin\.json|module\.js|.*\.[0-9a-f]{8}\.js)$/;

export interface ConsoleOptions {
  /** Folder to fill: `index.html` and `public/`. */
  readonly out: string;
  /** The plugin folder built before, whose modules the console hosts. */
  readonly plugins?: string;
  readonly mode?: 'production' | 'development';
}

/** Writes the page that `nightjar serve` shows: the host, the plugins' browser files, icons and fonts, each with a `.gz` beside it. */
export async function buildConsole(options: ConsoleOptions): Promise<void> {
  const { out, plugins = join(root, 'dist'), mode = 'production' } = options;
  // Made beside the old one and put in its place at the end: an engine that serves it meanwhile never misses a file.
  const next = `${out}.next`;
  rmSync(next, { recursive: true, force: true });
  const stats = await compile(consoleConfig(next, mode));
  copyAssets(next);
  copyPlugins(plugins, next);
  writePage(next, stats);
  compress(next);
  rmSync(out, { recursive: true, force: true });
  renameSync(next, out);
}

function copyAssets(out: string): void {
  const icons = join(out, 'public', 'build', 'img', 'icons');
  cpSync(join(PACKAGES, '@grafana/ui/dist/public/img/icons'), icons, { recursive: true });
  // The npm package lacks icons that it uses itself; these stand in for them.
  cpSync(join(SOURCE, 'icons'), icons, { recursive: true });
  for (const [name, source] of Object.entries(FONTS)) {
    const target = join(out, 'public', 'fonts', name);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(PACKAGES, source), target);
  }
  const host = join(out, 'public', 'host');
  for (const script of ['system.min.js', 'extras/amd.min.js']) {
    cpSync(join(PACKAGES, 'systemjs/dist', script), join(host, basename(script)));
  }
  cpSync(join(root, 'src', 'img', 'logo-small.svg'), join(host, 'logo.svg'));
}

/** What a browser loads of each plugin, under the address Grafana has it at. */
function copyPlugins(plugins: string, out: string): void {
  for (const { id, folder } of PLUGINS) {
    const source = join(plugins, folder);
    if (!existsSync(join(source, 'module.js'))) {
      throw new Error(`${join(source, 'module.js')} is missing: build the frontend before the console.`);
    }
    const target = join(out, 'public', 'plugins', id);
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(source).filter((file) => BROWSER_FILES.test(file))) {
      cpSync(join(source, name), join(target, name));
    }
    for (const part of ['img', 'locales']) {
      cpSync(join(source, part), join(target, part), { recursive: true });
    }
  }
}

function writePage(out: string, stats: Stats): void {
  const { entrypoints = {} } = stats.toJson({ all: false, entrypoints: true });
  const names = (entrypoints.host?.assets ?? []).map(({ name }) => name);
  const styles = names.filter((name) => name.endsWith('.css'));
  const scripts = ['system.min.js', 'amd.min.js', ...names.filter((name) => name.endsWith('.js'))];
  const page = readFileSync(join(SOURCE, 'index.html'), 'utf8')
    .replace(
      '<!-- host-links -->',
      styles.map((name) => `<link rel="stylesheet" href="/public/host/${name}" />`).join('\n    ')
    )
    .replace(
      '<!-- host-scripts -->',
      scripts.map((name) => `<script defer src="/public/host/${name}"></script>`).join('\n    ')
    );
  writeFileSync(join(out, 'index.html'), page);
}

function compress(out: string): void {
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && COMPRESSED.has(extname(entry.name)) && statSync(path).size >= COMPRESSED_FROM) {
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }));
    }
  }
}

if (process.argv[1] && basename(process.argv[1]) === basename(import.meta.filename)) {
  await buildConsole({
    out: join(root, 'build', 'console'),
    mode: process.argv.includes('--development') ? 'development' : 'production',
  });
}
