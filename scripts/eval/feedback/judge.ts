import { judgedOf } from '../../../backend/monitors/feedback/judged-of.ts';
import { learnRules } from '../../../backend/monitors/feedback/learn-rules.ts';
import { remark } from '../../../backend/monitors/feedback/remark.ts';
import type { MarkedRun } from '../../../backend/monitors/feedback/remark.ts';
import type { Rules } from '../../../backend/monitors/feedback/rules.ts';
import { localClock } from '../../../backend/monitors/feedback/situation.ts';
import { planMonitor } from '../../../backend/monitors/monitor-plan.ts';
import type { DetectionRow } from '../../../backend/store/monitors/records.ts';
import type { Random } from '../random.ts';
import type { Fault } from './make-monitor.ts';
import type { Played } from './play.ts';

export const VERDICTS = 20;
/** A fault is still felt for so long after its end: what a model of windows marks then is no false alarm; ms. */
const AFTERWARDS_MS = 60 * 60_000;

/** Detections and faults of the held-out weeks. */
export interface Figures {
  readonly marks: number;
  readonly right: number;
  readonly faults: number;
  readonly found: number;
}

export interface Judgement {
  readonly verdicts: number;
  readonly before: Figures;
  readonly after: Figures;
  readonly rules: Rules | null;
}

/**
 * Has verdicts given on detections before `heldFrom` (ms), as many as `VERDICTS` drawn without regard to what they are, true where there was a fault; and counts
 * what would be marked from `heldFrom` on without and with them.
 */
export async function judge(
  { spec, detections, results }: Played,
  faults: readonly Fault[],
  heldFrom: number,
  random: Random
): Promise<Judgement> {
  const clock = localClock(spec.timeZone);
  const { interpretation } = planMonitor(spec, {});
  const byKey = new Map(results.map((one) => [one.key, one]));
  const early = detections.filter(({ end }) => end < heldFrom).sort((a, b) => a.start - b.start);
  const judged = drawn(early, VERDICTS, random).flatMap((row) => judgedOf(verdictOn(row, faults), byKey, clock) ?? []);
  const rules = learnRules(judged, spec.sensitivity);
  const held = faults.filter(({ start }) => start >= heldFrom);
  const figuresOf = async (some: Rules | null): Promise<Figures> => {
    const runs = (await remark(results, some, interpretation, clock)).filter(({ start }) => start >= heldFrom);
    return {
      marks: runs.length,
      right: runs.filter((run) => faults.some((fault) => meets(run, fault))).length,
      faults: held.length,
      found: held.filter((fault) => runs.some((run) => meets(run, fault))).length,
    };
  };
  return { verdicts: judged.length, before: await figuresOf(null), after: await figuresOf(rules), rules };
}

function verdictOn(row: DetectionRow, faults: readonly Fault[]): Parameters<typeof judgedOf>[0] {
  const isTrue = faults.some(
    ({ series, start, end }) => series === row.labels.series && row.start <= end + AFTERWARDS_MS && row.end >= start
  );
  const { id: detection, owner, monitor } = row;
  const verdict = isTrue ? 'true' : 'false';
  const said = { verdict, until: null, note: '', author: '', at: 0, withdrawnAt: null };
  return { id: 0, owner, monitor, detection, detectionRow: row, ...said };
}

function meets({ series, start, end }: MarkedRun, fault: Fault): boolean {
  return series.labels.series === fault.series && start <= fault.end + AFTERWARDS_MS && end >= fault.start;
}

function drawn<T>(all: readonly T[], count: number, random: Random): T[] {
  const left = [...all];
  const some: T[] = [];
  while (left.length > 0 && some.length < count) {
    some.push(...left.splice(Math.floor(left.length * random.uniform()), 1));
  }
  return some;
}
