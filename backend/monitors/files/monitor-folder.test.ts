import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../errors.ts';
import { Scratch } from '../../store/example-store.ts';
import type { LocalStore } from '../../store/local-store.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import { monitorSpec } from '../monitor-spec.ts';
import { problemText } from './file-problem.ts';
import { MonitorFolder } from './monitor-folder.ts';

const OWNER = { orgId: 1, datasource: 'nightjar' };
const ADMIN = { login: 'ann', role: 'Admin' } as const;

let scratch: Scratch;
let store: LocalStore;
let folder: string;
let monitors: MonitorFolder;
let lines: string[];

beforeEach(async () => {
  scratch = new Scratch();
  store = await scratch.open();
  folder = join(scratch.folder, 'monitors');
  mkdirSync(folder);
  lines = [];
  monitors = new MonitorFolder(folder, {
    listMonitors: (options) => store.monitors.listMonitors(null, options),
    // Straight to the store: what the service adds is evaluation, which files know nothing of.
    service: {
      create: async (owner, spec, actor, origin) =>
        (await store.monitors.createMonitor({
          owner,
          name: spec.name,
          origin: origin?.origin ?? 'ui',
          source: origin?.source ?? '',
          spec,
          actor,
          note: '',
        })) as never,
      update: async (owner, id, { spec, version }, actor, origin) =>
        (await store.monitors.updateMonitor({
          owner,
          id,
          name: spec.name,
          spec,
          version,
          source: origin?.source,
          actor,
          note: '',
        })) as never,
      remove: async (owner, id, actor) => void (await store.monitors.deleteMonitor({ owner, id, actor })),
      restore: async (owner, id, actor) => (await store.monitors.restoreMonitor({ owner, id, actor })) as never,
    },
    ownerOf: async ({ orgId, datasource }) => {
      if (datasource === 'unknown') {
        throw new NightjarError('bad-request', 'there is no datasource unknown.');
      }
      return { orgId, datasource: datasource || OWNER.datasource };
    },
    log: (_level, line) => void lines.push(line),
  });
});

afterEach(async () => {
  await monitors.close();
  await scratch.forget();
});

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const file = (...all: readonly { name: string; expr?: string }[]) =>
  `monitors:\n${all.map(({ name, expr = 'up' }) => `  - name: ${name}\n    queries: [{ expr: '${expr}' }]\n`).join('')}`;
const list = () => store.monitors.listMonitors(OWNER);
const names = async () => (await list()).map(({ name }) => name);
const exprOf = ({ spec }: MonitorRow) => monitorSpec.parse(spec).queries[0].expr;

it('makes, changes and removes monitors as the files say, and only what changed', async () => {
  put('a.yaml', file({ name: 'cart' }, { name: 'checkout' }));
  await monitors.apply();
  expect(await names()).toEqual(['cart', 'checkout']);
  const before = await list();

  put('a.yaml', file({ name: 'cart' }, { name: 'checkout', expr: 'up > 0' }));
  put('b.yml', file({ name: 'search' }));
  await monitors.apply();
  const after = await list();
  expect(after.map(({ name, version }) => [name, version])).toEqual([
    ['cart', 1],
    ['checkout', 2],
    ['search', 1],
  ]);
  expect(after[0].id).toBe(before[0].id);
  expect(after.map(exprOf)).toEqual(['up', 'up > 0', 'up']);
  expect(after.every(({ origin }) => origin === 'file')).toBe(true);

  rmSync(join(folder, 'a.yaml'));
  await monitors.apply();
  expect(await names()).toEqual(['search']);
  put('a.yaml', file({ name: 'cart', expr: 'down' }));
  await monitors.apply();
  const [cart] = await list();
  expect([cart.id, exprOf(cart)]).toEqual([before[0].id, 'down']);
});

it('leaves the monitors of a broken file alone, says what is wrong once, and takes the mended file', async () => {
  put('a.yaml', file({ name: 'cart' }));
  put('b.yaml', file({ name: 'search' }));
  await monitors.apply();
  put('a.yaml', 'monitors:\n  - name: cart\n    queries: [{ expr: up }]\n    sensitivity: high\n');
  put('b.yaml', file({ name: 'search', expr: 'up * 2' }));
  await monitors.apply();
  await monitors.apply();
  expect((await list()).map(exprOf)).toEqual(['up', 'up * 2']);
  expect(monitors.problems.map(problemText)).toEqual([
    expect.stringMatching(/a\.yaml:4:5: monitors\[0\]\.sensitivity: /),
  ]);
  expect(lines).toHaveLength(1);
  put('a.yaml', file({ name: 'cart', expr: 'up * 3' }));
  await monitors.apply();
  expect((await list()).map(exprOf)).toEqual(['up * 3', 'up * 2']);
  expect(monitors.problems).toEqual([]);
  expect(lines).toHaveLength(2);
});

it('never touches monitors made in the UI', async () => {
  const input = { owner: OWNER, name: 'cart', origin: 'ui', source: '', actor: ADMIN, note: '' } as const;
  const spec = monitorSpec.parse({ name: 'cart', queries: [{ expr: 'mine' }] });
  await store.monitors.createMonitor({ ...input, spec });
  put('a.yaml', file({ name: 'cart' }, { name: 'search' }));
  await monitors.apply();
  expect((await list()).map(exprOf)).toEqual(['mine', 'up']);
  expect(monitors.problems.map(problemText)).toEqual([expect.stringMatching(/cart: .*made in the UI/)]);
});

it('takes the first of two monitors of one name, and says so', async () => {
  put('a.yaml', file({ name: 'cart', expr: 'first' }));
  put('b.yaml', file({ name: 'cart', expr: 'second' }));
  await monitors.apply();
  expect((await list()).map(exprOf)).toEqual(['first']);
  expect(monitors.problems.map(problemText)).toEqual([expect.stringMatching(/b\.yaml.*a\.yaml has a monitor/)]);
});

it('tries a file again whose datasource is not known yet, and a folder that is not there', async () => {
  put('a.yaml', `datasource: unknown\n${file({ name: 'cart' })}`);
  await monitors.apply();
  expect(monitors.problems.map(problemText)).toEqual([expect.stringMatching(/no datasource unknown/)]);
  rmSync(folder, { recursive: true });
  await monitors.apply();
  expect(monitors.problems.map(problemText)).toEqual([expect.stringMatching(/cannot be read/)]);
  mkdirSync(folder);
  put('a.yaml', file({ name: 'cart' }));
  await monitors.apply();
  expect(await names()).toEqual(['cart']);
  expect(monitors.problems).toEqual([]);
});
