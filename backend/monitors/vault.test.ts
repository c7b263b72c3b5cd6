import type { ConnectionRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';
import { Vault } from './vault.ts';

const OWNER: Owner = { orgId: 1, datasource: 'one' };
const REACH = { settings: { prometheusUrl: 'http://prometheus:9090' }, secrets: { bearerToken: 'correct horse' } };
const KEY = Buffer.alloc(32, 7);

function shelf() {
  let rows: ConnectionRow[] = [];
  let writes = 0;
  const isOf = (owner: Owner) => (row: ConnectionRow) => row.owner.datasource === owner.datasource;
  return {
    get rows() {
      return rows;
    },
    get writes() {
      return writes;
    },
    putConnection: async (row: ConnectionRow) => {
      writes++;
      rows = [...rows.filter((one) => !isOf(row.owner)(one)), row];
    },
    listConnections: async () => rows,
    removeConnection: async (owner: Owner) => void (rows = rows.filter((row) => !isOf(owner)(row))),
  };
}

it('keeps secrets so that they can be read with the key alone, and only what is news', async () => {
  const store = shelf();
  const vault = new Vault(store, KEY);
  expect(vault.see(OWNER, REACH)).toBe(true);
  await vault.keep(OWNER, 1);
  expect(vault.see(OWNER, { ...REACH })).toBe(false);
  await vault.keep(OWNER, 2);
  expect(store.writes).toBe(1);
  expect(Buffer.from(store.rows[0].secrets).toString('latin1')).not.toContain('correct');

  const later = new Vault(store, KEY);
  expect(await later.load()).toEqual([]);
  expect(later.find(OWNER)).toEqual(REACH);
  expect(await new Vault(store, Buffer.alloc(32, 8)).load()).toEqual([OWNER]);
});

it('gives no owner what another one’s row holds, and nothing that was changed', async () => {
  const store = shelf();
  const vault = new Vault(store, KEY);
  vault.see(OWNER, REACH);
  await vault.keep(OWNER, 1);
  const [row] = store.rows;
  await store.putConnection({ ...row, owner: { orgId: 2, datasource: 'two' } });
  await store.putConnection({ ...row, secrets: row.secrets.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) });
  expect(await new Vault(store, KEY).load()).toHaveLength(2);
});

it('erases, and writes nothing without a key', async () => {
  const store = shelf();
  const vault = new Vault(store, KEY);
  vault.see(OWNER, REACH);
  await vault.keep(OWNER, 1);
  await vault.erase(OWNER);
  expect([store.rows, vault.find(OWNER)]).toEqual([[], null]);
  const keyless = new Vault(store, null);
  keyless.see(OWNER, REACH);
  await keyless.keep(OWNER, 1);
  expect([store.rows, keyless.find(OWNER)]).toEqual([[], REACH]);
});
