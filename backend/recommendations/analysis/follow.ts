import type { Kept } from '../life/kept.ts';
import { METHODS } from '../methods/index.ts';
import type { Measured, Subject } from '../methods/method.ts';
import { lastOf } from '../methods/numbers.ts';
import type { Rule, SeriesRule } from '../rules/rule.ts';
import type { Look } from './analyse.ts';
import { componentOf, rangeOf } from './find-in-series.ts';
import { MONITOR_SENSITIVITY, measureRate } from './monitor-verdicts.ts';
import { pastAlerts } from './past-alerts.ts';
import type { AlertPast } from './past-alerts.ts';
import { SeriesReader } from './series-reader.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Rates look five minutes back: what is read before has the old value's doing in it. */
const SETTLES_MS = 6 * MINUTE;
/** From this long after the change on the figure stands. */
const MEASURED_MS = 7 * DAY;
/** A value so near the recommended one counts as it: share of the step from the old one. */
const TAKEN_SHARE = 0.05;

/**
 * What became of what people decided: accepted recommendations whose new value is in force are done, and those that are done are measured, with the same measure that the
 * improvement was expected of, until a week has passed.
 */
export async function follow(before: readonly Kept[], look: Look, past: AlertPast): Promise<Kept[]> {
  const reader = new SeriesReader(look.source, look.configs, look.signal);
  const changed: Kept[] = [];
  for (const kept of before) {
    const rule = [...look.rules, MONITOR_SENSITIVITY].find(({ id }) => id === kept.shown.origin);
    if (!rule || (kept.shown.state !== 'accepted' && kept.shown.state !== 'done')) {
      continue;
    }
    const done = kept.shown.state === 'accepted' ? await taken(kept, rule, look, reader) : kept;
    const measured = done && (await measure(done, rule, look, past, reader));
    if (measured ?? (done !== kept ? done : null)) {
      changed.push(measured ?? (done as Kept));
    }
  }
  return changed;
}

/** An accepted one as done, where the value that is in force now says so. */
async function taken(kept: Kept, rule: Rule, look: Look, reader: SeriesReader): Promise<Kept | null> {
  const { currentValue: old, recommendedValue: wanted } = kept.shown;
  if (rule.method === 'alerts' || typeof old !== 'number' || typeof wanted !== 'number') {
    return null;
  }
  const since = kept.decidedAt ?? look.now;
  const subject = await subjectOf(kept, rule, look, Math.min(since, look.now - 10 * MINUTE), reader);
  const setting = subject?.series[SETTINGS[rule.method]];
  const isTaken = (value: number): boolean => isTakenBy(value, wanted, old);
  if (!setting || !isTaken(lastOf(setting.values))) {
    return null;
  }
  const other = setting.values.findLastIndex((value) => !Number.isNaN(value) && !isTaken(value));
  const doneAt = setting.times[other + 1] ?? look.now;
  const measuredText = 'The new value is in force; it is measured once enough time has passed.';
  return { ...kept, doneAt, shown: { ...kept.shown, state: 'done', measuredText } };
}

async function measure(
  kept: Kept,
  rule: Rule,
  look: Look,
  past: AlertPast,
  reader: SeriesReader
): Promise<Kept | null> {
  const { doneAt } = kept;
  if (doneAt === null || (kept.shown.measuredImprovement !== null && look.now - doneAt > MEASURED_MS)) {
    return null;
  }
  const measured =
    rule.method === 'alerts'
      ? measureRate(startsOf(kept, rule, past), doneAt, look.now, Number(kept.method.perDay))
      : await measureSeries(kept, rule, look, doneAt, reader);
  if (!measured) {
    return null;
  }
  const measuredText = `${measured.text} (${lengthText(look.now - doneAt)} after, ${measured.samples} samples.)`;
  return { ...kept, shown: { ...kept.shown, measuredImprovement: measured.improvement, measuredText } };
}

function startsOf({ shown, labels }: Kept, rule: Rule, past: AlertPast): number[] {
  if (rule.id === MONITOR_SENSITIVITY.id) {
    return past.detections.filter(({ monitor }) => monitor === labels.monitor).map(({ start }) => start);
  }
  const alerts = rule.method === 'alerts' ? pastAlerts(rule, past).get(shown.componentId) : undefined;
  return (alerts ?? []).map(({ start }) => start);
}

async function measureSeries(
  kept: Kept,
  rule: SeriesRule,
  look: Look,
  doneAt: number,
  reader: SeriesReader
): Promise<Measured | null> {
  const { currentValue: old } = kept.shown;
  const since = doneAt + SETTLES_MS;
  const method = METHODS[rule.method];
  // A forecast needs its past; all else is measured since the change alone.
  const from = rule.method === 'exhaustion' ? null : since;
  if (typeof old !== 'number' || look.now - since < 2 * MINUTE) {
    return null;
  }
  const whole = await subjectOf(kept, rule, look, from, reader);
  const recent = await subjectOf(kept, rule, look, look.now - 10 * MINUTE, reader);
  if (!whole || !recent) {
    return null;
  }
  // What a coarse grid last saw of the setting may be older than the change.
  const setting = SETTINGS[rule.method];
  const subject = from === null ? { ...whole, series: { ...whole.series, [setting]: recent.series[setting] } } : whole;
  const { recommendedValue: wanted, measuredImprovement: before } = kept.shown;
  const now = lastOf(recent.series[setting].values);
  if (before !== null && typeof wanted === 'number' && !isTakenBy(now, wanted, old)) {
    // Somebody set another value since: what was measured of this one stands.
    return null;
  }
  const context = { foresee: look.foresee, horizon: look.options.predictionHorizonHours * 60 * MINUTE, troubles: [] };
  return method.measure(subject, method.settings.parse(rule.settings), { old, kept: kept.method }, context);
}

/** The component a recommendation is about, with its series from `from` (ms; as the rule looks where it is null) until now. */
async function subjectOf(
  kept: Kept,
  rule: SeriesRule,
  look: Look,
  from: number | null,
  reader: SeriesReader
): Promise<Subject | null> {
  const whole = rangeOf(rule, { now: look.now, window: DAY });
  const step = Math.max(MINUTE, Math.ceil((look.now - (from ?? 0)) / 5_000 / MINUTE) * MINUTE);
  const range =
    from === null ? whole : { start: Math.ceil(from / step) * step, end: Math.floor(look.now / step) * step, step };
  const subjects = await reader.subjects(rule, range);
  const { __name__: name } = kept.labels;
  return (
    subjects.find(
      (subject) => componentOf(rule, subject).componentId === kept.shown.componentId && subject.labels.__name__ === name
    ) ?? null
  );
}

/** Whether a value is what was recommended, or beyond it. */
function isTakenBy(value: number, wanted: number, old: number): boolean {
  return (value - old) / (wanted - old) >= 1 - TAKEN_SHARE;
}

/** Which of a method's queries is the setting. */
const SETTINGS: Readonly<Record<SeriesRule['method'], string>> = {
  headroom: 'limit',
  exhaustion: 'limit',
  threshold: 'threshold',
  relation: 'setting',
};

function lengthText(ms: number): string {
  const hours = ms / (60 * MINUTE);
  return hours < 2
    ? `${Math.round(ms / MINUTE)} minutes`
    : hours < 48
      ? `${Math.round(hours)} hours`
      : `${Math.round(hours / 24)} days`;
}
