import { OWNER } from '../../backend/store/example-store.ts';
import { ACTOR, KEPT_FOR_EVER, commitOf, foundBy, monitorOf } from '../../backend/store/monitors/example-monitors.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import { Store } from '../../backend/store/store.ts';

/*
 * Makes monitors in the folder given, evaluates all of them instant by instant (1, 2, 3, ...), going on where the store says, and gives verdicts, all
 * at once; prints a line of JSON for whatever is acknowledged. Every third instant finds something. Ends when it is killed.
 */
const [folder] = process.argv.slice(2);
const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
const store = new Store({ place: { folder }, limits, log: () => undefined });
const { monitors } = store;
const acknowledge = (what: Record<string, unknown>): boolean => process.stdout.write(`${JSON.stringify(what)}\n`);

const watched = new Map<string, { readonly monitor: MonitorRow; evaluatedTo: number | null; evaluations: number }>();
for (const monitor of await monitors.listMonitors(OWNER)) {
  watched.set(monitor.id, { monitor, evaluatedTo: null, evaluations: 0 });
}
for (const { monitor, evaluatedTo, status } of await monitors.loadMonitorStates([...watched.keys()])) {
  const known = watched.get(monitor);
  if (known) {
    Object.assign(known, { evaluatedTo, evaluations: status.evaluations });
  }
}
// What was kept once is not kept again, whether the process before knew of it or not.
const again = [...watched.values()].flatMap(({ monitor, evaluatedTo }) =>
  evaluatedTo === null ? [] : [commitOf(monitor, evaluatedTo === 1 ? null : evaluatedTo - 1, evaluatedTo)]
);
if ((await monitors.commitEvaluations(again)).some(({ committed }) => committed)) {
  throw new Error('an evaluation was counted twice');
}

async function evaluate(): Promise<void> {
  const commits = [...watched.values()].map(({ monitor, evaluatedTo, evaluations }) => {
    const to = (evaluatedTo ?? 0) + 1;
    return commitOf(monitor, evaluatedTo, to, {
      status: { evaluations: evaluations + 1 },
      snapshot: to % 5 === 0 ? { to, bytes: new Uint8Array(2_000).fill(to) } : null,
      detections: to % 3 === 0 ? [foundBy(monitor, `${monitor.id}-${to}`, to)] : [],
    });
  });
  for (const { monitor, committed, reason } of await monitors.commitEvaluations(commits)) {
    const state = watched.get(monitor);
    if (!committed || !state) {
      throw new Error(reason);
    }
    state.evaluatedTo = (state.evaluatedTo ?? 0) + 1;
    state.evaluations++;
    acknowledge({ evaluated: monitor, to: state.evaluatedTo });
  }
}

async function judge(round: number): Promise<void> {
  const { detections } = await monitors.listDetections({ owner: OWNER, limit: 3 });
  for (const { id: detection } of detections) {
    const given = await monitors.giveVerdict({
      owner: OWNER,
      detection,
      verdict: 'expected',
      until: round,
      note: '',
      actor: ACTOR,
    });
    acknowledge({ judged: detection, verdict: given.id });
  }
}

async function make(round: number): Promise<void> {
  if (watched.size < 20) {
    const monitor = await monitors.createMonitor(monitorOf(`${process.pid} ${round}`));
    acknowledge({ made: monitor.id, name: monitor.name });
    watched.set(monitor.id, { monitor, evaluatedTo: null, evaluations: 0 });
  }
}

for (let round = 1; ; round++) {
  await Promise.all([evaluate(), judge(round), make(round)]);
}
