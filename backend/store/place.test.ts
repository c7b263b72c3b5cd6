import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STORE_FILE, dataFolder, isBlank, openPlace, pluginFolderOf } from './place.ts';

let scratch = '';
beforeEach(() => (scratch = mkdtempSync(join(tmpdir(), 'nightjar-place-'))));
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is found in the order of the design', () => {
    const all = { GF_PLUGIN_DATA_PATH: '/a', GF_PATHS_DATA: '/b', XDG_STATE_HOME: '/c', HOME: '/d' };
    expect(dataFolder(all)).toBe('/a');
    expect(dataFolder({ ...all, GF_PLUGIN_DATA_PATH: '' })).toBe('/b/nightjar');
    expect(dataFolder({ XDG_STATE_HOME: '/c', HOME: '/d' })).toBe('/c/nightjar');
    expect(dataFolder({ HOME: '/d' })).toBe('/d/.local/state/nightjar');
  });

  it('is none without any environment', () => {
    expect(dataFolder({})).toBeNull();
    expect(openPlace(null)).toMatchObject({ folder: null, reason: expect.stringContaining('data_path') });
  });
});

describe('opening a place', () => {
  it('makes a folder and a file that only this user reads', () => {
    const folder = join(scratch, 'deep', 'nightjar');
    expect(openPlace(folder)).toEqual({ folder });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, STORE_FILE)).mode & 0o777).toBe(0o600);
    expect(openPlace(folder)).toEqual({ folder });
  });

  it('is blank until something is written, to the file or to the log beside it', () => {
    const place = openPlace(join(scratch, 'nightjar'));
    expect(isBlank(place)).toBe(true);
    writeFileSync(join(scratch, 'nightjar', `${STORE_FILE}-wal`), '');
    expect(isBlank(place)).toBe(false);
    rmSync(join(scratch, 'nightjar', `${STORE_FILE}-wal`));
    writeFileSync(join(scratch, 'nightjar', STORE_FILE), 'SQLite');
    expect(isBlank(place)).toBe(false);
    expect(isBlank({ folder: join(scratch, 'nowhere') })).toBe(false);
    expect(isBlank({ folder: null, reason: 'none' })).toBe(false);
  });

  it('says which folder cannot be written', () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    for (const folder of [join(file, 'nightjar'), '/proc/nightjar']) {
      expect(openPlace(folder)).toMatchObject({ folder: null, reason: expect.stringContaining(folder) });
    }
  });

  const asUser = process.getuid?.() === 0 ? it.skip : it;
  asUser('says so of a folder that belongs to another (not for root, who may write everywhere)', () => {
    chmodSync(scratch, 0o500);
    expect(openPlace(join(scratch, 'x'))).toMatchObject({ reason: expect.stringContaining('cannot be written') });
    chmodSync(scratch, 0o700);
  });

  it('refuses a folder inside the plugin’s own, by whatever name', () => {
    const plugin = join(scratch, 'plugins', 'nightjar');
    mkdirSync(join(plugin, 'datasource'), { recursive: true });
    symlinkSync(plugin, join(scratch, 'link'));
    for (const folder of [plugin, join(plugin, 'data', 'x'), join(scratch, 'link', 'data')]) {
      expect(openPlace(folder, plugin)).toMatchObject({ folder: null, reason: expect.stringContaining('next update') });
    }
    expect(openPlace(`${plugin}-data`, plugin)).toEqual({ folder: `${plugin}-data` });
  });

  it('takes the app’s folder for the plugin’s, where the program lies in a nested one', () => {
    mkdirSync(join(scratch, 'datasource'));
    expect(pluginFolderOf(join(scratch, 'datasource', 'plugin.js'))).toBe(join(scratch, 'datasource'));
    writeFileSync(join(scratch, 'plugin.json'), '{}');
    expect(pluginFolderOf(join(scratch, 'datasource', 'plugin.js'))).toBe(scratch);
  });
});
