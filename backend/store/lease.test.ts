import { spawnSync } from 'node:child_process';
import { OWNER, Scratch, fitOf, holderOf, modelOf } from './example-store.ts';
import { HEARTBEAT_MS, LEASE_MS } from './lease.ts';
import { thisProcess } from './process-identity.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

describe('the lease', () => {
  it('lets one store write and the other read, and says who writes', async () => {
    const first = await scratch.open();
    const second = await scratch.open({ holder: holderOf('second', 2) });
    await first.saveFit(fitOf(0), [modelOf('a', 1)]);
    expect(await first.status()).toMatchObject({ writes: true });
    expect(await second.status()).toMatchObject({ writes: false, holder: 'process 1 on host-first', models: 1 });
    expect((await second.loadFits(OWNER, 'lineage', [0], 1e9)).fits).toHaveLength(1);
    await expect(second.saveFit(fitOf(1), [modelOf('a', 2)])).rejects.toMatchObject({ code: 'busy' });
    await expect(second.putFile({ ...FILE })).rejects.toMatchObject({ code: 'busy' });
    expect(await second.status()).toMatchObject({ models: 1, files: 0 });
  });

  it('stays with a holder that sends heartbeats, and passes on when they stop', async () => {
    const first = await scratch.open();
    const second = await scratch.open({ holder: holderOf('second', 2) });
    for (let beat = 0; beat < 10; beat++) {
      scratch.now += HEARTBEAT_MS;
      expect((await first.heartbeat()).held).toBe(true);
      expect((await second.heartbeat()).held).toBe(false);
    }
    scratch.now += LEASE_MS;
    expect(await second.heartbeat()).toEqual({ held: true, holder: 'process 2 on host-second' });
    await second.saveFit(fitOf(1), [modelOf('a', 2)]);
    // The first slept: it may not write over its successor, and learns of it.
    await expect(first.saveFit(fitOf(1), [modelOf('a', 3)])).rejects.toMatchObject({ code: 'busy' });
    expect(await first.heartbeat()).toEqual({ held: false, holder: 'process 2 on host-second' });
    expect(await first.status()).toMatchObject({ writes: false });
  });

  it('is refused to one whose lease ran out, even where nobody else took it', async () => {
    const first = await scratch.open();
    scratch.now += LEASE_MS;
    await expect(first.saveFit(fitOf(0), [modelOf('a', 1)])).rejects.toThrow('lost its lease');
    expect((await first.heartbeat()).held).toBe(true);
    await first.saveFit(fitOf(0), [modelOf('a', 1)]);
  });

  it('is free when its holder closes', async () => {
    const first = await scratch.open();
    const second = await scratch.open({ holder: holderOf('second', 2) });
    await first.lease.release();
    expect((await second.heartbeat()).held).toBe(true);
  });

  it('passes on at once where its holder ran on this machine and has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const own = thisProcess();
    await scratch.open({ holder: { ...own, id: 'ended', pid } });
    const second = await scratch.open({ holder: own });
    expect((await second.status()).writes).toBe(true);
    const third = await scratch.open({ holder: { ...own, id: 'alive too', pid: process.ppid } });
    expect((await third.status()).writes).toBe(false);
  });
});

const FILE = { owner: OWNER, kind: 'onnx', name: 'x', metadata: {}, bytes: Uint8Array.of(1) };
