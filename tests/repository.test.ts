import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMANDS } from '../backend/cli/index.ts';
import { DETECTORS } from '../backend/detectors/index.ts';
import { ROUTES } from '../backend/routes/index.ts';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

function pluginIds(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return pluginIds(path);
    }
    return entry.name === 'plugin.json' ? [(JSON.parse(readFileSync(path, 'utf8')) as { id: string }).id] : [];
  });
}

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');

  it('is short', () => {
    expect(text.split('\n').length).toBeLessThan(150);
  });

  it('names only paths that exist', () => {
    const named = [...text.matchAll(/`((?:[a-zA-Z.-]+\/)+[a-zA-Z0-9.-]*|[a-z.-]+\.(?:json|yaml|js|md))`/g)].map(
      (m) => m[1]
    );
    expect(named.length).toBeGreaterThan(20);
    const missing = named.filter((path) => !/^(dist|build)\//.test(path) && !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });
});

describe('ids for allow_loading_unsigned_plugins', () => {
  const ids = [...pluginIds(join(root, 'src')), (JSON.parse(read('plugin.json')) as { id: string }).id].sort();

  it.each(['README.md', 'docker-compose.yaml'])('%s lists every plugin of the build', (file) => {
    const listed = [...read(file).matchAll(/ALLOW_LOADING_UNSIGNED_PLUGINS["']?\s*[:=]\s*["']?([\w,-]+)/gi)];
    expect(listed.length).toBeGreaterThan(0);
    for (const [, list] of listed) {
      expect(list.split(',').sort()).toEqual(ids);
    }
  });
});

describe('package-lock.json', () => {
  interface Entry {
    version?: string;
    optionalDependencies?: Record<string, string>;
  }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> };

  // npm writes no entry for an optional package that its registry lacks, and `npm ci` then refuses the whole file.
  it('has an entry for the optional packages of every platform', () => {
    const has = (holder: string, name: string): boolean => {
      if (packages[`${holder ? `${holder}/` : ''}node_modules/${name}`]?.version !== undefined) {
        return true;
      }
      return holder !== '' && has(holder.slice(0, Math.max(0, holder.lastIndexOf('/node_modules/'))), name);
    };
    const missing = Object.entries(packages).flatMap(([holder, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !has(holder, name))
    );
    expect(missing).toEqual([]);
  });
});

describe('the pages', () => {
  it.each(PAGES)('%s links to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
    const missing = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(page), link)));
    expect(missing).toEqual([]);
  });
});

describe('what the pages name', () => {
  const texts = PAGES.map((page) => [page, read(page)] as const);

  it('exists among the routes', () => {
    const known = ROUTES.map(({ path }) => `/api/v1${path.replace(/:\w+/g, '{}')}`);
    const named = texts.flatMap(([page, text]) =>
      [...text.matchAll(/`(?:[A-Z]+ )?(\/api\/v1\/[\w/{}.-]+)/g)].map(([, path]) => ({ page, path }))
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !known.includes(path.replace(/\{\w+\}|\b[A-Z]{2,}\b/g, '{}')))).toEqual([]);
  });

  it('exists among the commands', () => {
    const named = texts.flatMap(([page, text]) =>
      [...text.matchAll(/(?:`|^|-s )nightjar (?:-- )?([a-z][a-z-]*)/gm)].map(([, command]) => ({ page, command }))
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ command }) => !Object.hasOwn(COMMANDS, command))).toEqual([]);
  });
});

describe('every detector', () => {
  const named = { onnx: 'ONNX Runtime', typescript: 'TypeScript', wasm: 'WebAssembly' };
  const row = (id: string) =>
    read('README.md')
      .split('\n')
      .find((line) => line.includes(`[\`${id}\`]`))
      ?.split('|')
      .map((cell) => cell.trim());

  it.each(DETECTORS.map((detector) => [detector.id, detector] as const))(
    '%s has its page and its row',
    (id, detector) => {
      expect(existsSync(join(root, 'docs', 'detectors', `${id}.md`))).toBe(true);
      expect(row(id)?.slice(3, 5)).toEqual([named[detector.runs], detector.exports ? 'yes' : 'no']);
    }
  );
});
