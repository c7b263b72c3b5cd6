import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

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
