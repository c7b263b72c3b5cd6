import fc from 'fast-check';
import { OWNER, Scratch } from '../example-store.ts';
import type { Owner } from '../owner.ts';
import { ACTOR, STRANGERS, bytesOf, commitOf, foundBy, monitorOf } from './example-monitors.ts';
import type { LocalMonitors } from './local-monitors.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const OWNERS = [OWNER, ...STRANGERS];
const RUNS = 15;

/** What an owner has, by ids that others try too. */
interface Property {
  readonly owner: Owner;
  readonly monitor: string;
  readonly detection: string;
  readonly suppression: string;
  readonly calendar: string;
  readonly exclusion: string;
}

async function furnish(monitors: LocalMonitors, owner: Owner, index: number): Promise<Property> {
  const made = await monitors.createMonitor(monitorOf('cpu', { owner }));
  const detection = `d${index}`;
  const actor = ACTOR;
  await monitors.commitEvaluations([commitOf(made, null, 5, { detections: [foundBy(made, detection, 5)] })]);
  await monitors.giveVerdict({ owner, detection, verdict: 'true', until: null, note: '', actor });
  await monitors.applyAdjustment({ owner, monitor: made.id, rules: { index }, actor });
  const suppression = await monitors.addSuppression({
    owner,
    matchers: [],
    startsAt: 0,
    endsAt: 1e15,
    reason: '',
    actor,
  });
  const calendar = await monitors.putCalendar({ owner, name: 'c', timeZone: 'UTC', ical: `${index}`, actor });
  const what = { cause: 'manual', ref: '', start: 0, end: 1, off: false, note: '' };
  const exclusion = await monitors.putExclusion({ owner, monitor: made.id, ...what, actor });
  await monitors.putConnection({ owner, settings: { index }, secrets: bytesOf(index), renewedAt: 0 });
  return {
    owner,
    monitor: made.id,
    detection,
    suppression: suppression.id,
    calendar: calendar.id,
    exclusion: exclusion.id,
  };
}

/** Changes that an owner can ask for, of whoever's records. */
const CHANGES: readonly ((monitors: LocalMonitors, owner: Owner, what: Property) => Promise<unknown>)[] = [
  (monitors, owner, { monitor: id }) =>
    monitors.updateMonitor({ owner, id, name: 'x', spec: { x: 1 }, version: 1, actor: ACTOR, note: '' }),
  (monitors, owner, { monitor: id }) => monitors.pauseMonitor({ owner, id, paused: true, actor: ACTOR }),
  (monitors, owner, { monitor: id }) => monitors.deleteMonitor({ owner, id, actor: ACTOR }),
  (monitors, owner, { monitor: id }) => monitors.restoreMonitor({ owner, id, actor: ACTOR }),
  (monitors, owner, { detection }) =>
    monitors.giveVerdict({ owner, detection, verdict: 'false', until: null, note: '', actor: ACTOR }),
  (monitors, owner, { detection }) => monitors.withdrawVerdict({ owner, detection, actor: ACTOR }),
  (monitors, owner, { monitor }) => monitors.applyAdjustment({ owner, monitor, rules: {}, actor: ACTOR }),
  (monitors, owner, { monitor }) => monitors.withdrawAdjustment({ owner, monitor, actor: ACTOR }),
  (monitors, owner, { suppression: id }) => monitors.removeSuppression({ owner, id, actor: ACTOR }),
  (monitors, owner, { calendar: id }) => monitors.removeCalendar({ owner, id, actor: ACTOR }),
  (monitors, owner, { exclusion: id }) => monitors.removeExclusion({ owner, id, actor: ACTOR }),
  (monitors, owner, { exclusion: id, monitor }) => monitors.removeExclusion({ owner, id, monitor, actor: ACTOR }),
  (monitors, owner, { monitor, exclusion: id }) =>
    monitors.putExclusion({
      owner,
      monitor,
      id,
      cause: 'manual',
      ref: '',
      start: 7,
      end: 8,
      off: true,
      note: '',
      actor: ACTOR,
    }),
  (monitors, owner) => monitors.removeConnection(owner),
];

/** Everything an owner can see, also by the ids of others. */
async function seenBy(monitors: LocalMonitors, owner: Owner, all: readonly Property[]): Promise<unknown[]> {
  const lists: unknown[][] = [
    await monitors.listMonitors(owner),
    await monitors.listMonitors(owner, { deleted: true }),
    (await monitors.listDetections({ owner, limit: 100 })).detections,
    (await monitors.listDetections({ owner, ids: all.map(({ detection }) => detection), limit: 100 })).detections,
    await monitors.listSuppressions(owner),
    await monitors.listCalendars(owner),
    await monitors.listAudit({ owner, limit: 1_000 }),
    (await monitors.listConnections()).filter(
      (row) => row.owner.orgId === owner.orgId && row.owner.datasource === owner.datasource
    ),
  ];
  for (const { monitor, detection } of all) {
    lists.push([await monitors.getMonitor(owner, monitor), await monitors.getDetection(owner, detection)]);
    lists.push((await monitors.listDetections({ owner, monitor, limit: 100 })).detections);
    lists.push(await monitors.listVerdicts(owner, monitor));
    lists.push(await monitors.listAudit({ owner, limit: 1_000, subject: monitor }));
  }
  return lists.flat().filter((row) => row !== null);
}

it('no owner ever sees or changes what is another’s, in whatever order they act', async () => {
  const step = fc.record({
    acting: fc.nat({ max: OWNERS.length - 1 }),
    target: fc.nat({ max: OWNERS.length - 1 }),
    change: fc.nat({ max: CHANGES.length - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const scratch = new Scratch();
      try {
        const { monitors } = await scratch.open({ place: { folder: null, reason: 'a test' } });
        const all: Property[] = [];
        for (const [index, owner] of OWNERS.entries()) {
          all.push(await furnish(monitors, owner, index));
        }
        for (const { acting, target, change } of steps) {
          const others = OWNERS.filter((_, index) => index !== acting);
          const before = await Promise.all(others.map((owner) => seenBy(monitors, owner, all)));
          const acted = CHANGES[change](monitors, OWNERS[acting], all[target]);
          const own = target === acting || CHANGES[change].length < 3;
          const code = await acted.then(
            () => 'done',
            (error: { code?: string }) => error.code
          );
          // One's own may be in a state that does not take the change; another's is never there.
          expect(own || code === 'not-found').toBe(true);
          expect(await Promise.all(others.map((owner) => seenBy(monitors, owner, all)))).toEqual(before);
        }
        for (const { owner, monitor } of all) {
          const seen = await seenBy(monitors, owner, all);
          expect(seen.length).toBeGreaterThan(5);
          expect(seen.every((row) => isOf(row, owner))).toBe(true);
          const ids = (await monitors.listMonitorStatuses(owner)).map((status) => status.monitor);
          expect(ids).toEqual([monitor]);
          const versions = await Promise.all(all.map((other) => monitors.monitorVersions(owner, other.monitor)));
          expect(versions.flat().every((version) => version.monitor === monitor)).toBe(true);
        }
      } finally {
        await scratch.forget();
      }
    }),
    { numRuns: RUNS }
  );
});

function isOf(row: unknown, { orgId, datasource }: Owner): boolean {
  const { owner } = row as { readonly owner: Owner };
  return owner.orgId === orgId && owner.datasource === datasource;
}
