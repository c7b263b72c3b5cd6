import { z } from 'zod';
import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Recommendation } from '../records.ts';
import { fallInPercent, laplace } from './numbers.ts';

/** One firing of an alert or one detection of a monitor. Times in ms; `end` is null while it fires; `value` NaN where none is known. */
export interface PastAlert {
  readonly start: number;
  readonly end: number | null;
  readonly value: number;
  /** Somebody said so, or acted upon its incident. */
  readonly isTrue: boolean;
}

export const alertSettings = z.strictObject({
  /** What is looked for: a longer wait before it fires, a longer wait before it ends, a threshold on its value, a lower severity. */
  find: z.enum(['for', 'keep_firing_for', 'threshold', 'severity']),
  leastFirings: z.int().min(4).default(8),
  /** Share of the firings that is to go. */
  cut: z.number().gt(0).lte(1).default(0.5),
});
export type AlertSettings = z.output<typeof alertSettings>;

/** What was found of an alert's past. */
export interface AlertFinding {
  readonly current: number | string;
  readonly recommended: number | string;
  readonly improvement: number;
  readonly confidence: number;
  readonly estimate: Recommendation['estimate'];
  /** Firings a day as it is. */
  readonly perDay: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const WAITS = [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE);
const TRIED_SHARE = 1 / 3;
/** Weight of a finding where nobody ever judged one of the alerts: one that mattered may be among those that go. */
const UNJUDGED = 0.85;

/** A change of an alert: which of its firings would have been told of. */
interface Change {
  readonly value: number;
  apply(alerts: readonly PastAlert[]): readonly PastAlert[];
}

/**
 * Replays an alert's own past with a changed rule and takes the smallest change that leaves out `cut` of its firings and none that was true: chosen on the first two thirds, tried
 * on the last. Null where nothing helps, or there is too little of a past. `alerts` by start.
 */
export function findInAlerts(alerts: readonly PastAlert[], settings: AlertSettings): AlertFinding | null {
  if (alerts.length < settings.leastFirings) {
    return null;
  }
  if (settings.find === 'severity') {
    return lowerSeverity(alerts);
  }
  const from = Math.floor(alerts.length * (1 - TRIED_SHARE));
  const [early, late] = [alerts.slice(0, from), alerts.slice(from)];
  const [tried, chosen] = [choose(early, settings), choose(alerts, settings)];
  if (!tried || !chosen) {
    return null;
  }
  const left = tried.apply(late);
  const lost = late.filter(({ isTrue }) => isTrue).length - left.filter(({ isTrue }) => isTrue).length;
  const judged = alerts.filter(({ isTrue }) => isTrue).length;
  return {
    current: currentOf(alerts, settings.find),
    recommended: chosen.value,
    improvement: fallInPercent(late.length, left.length),
    confidence: laplace(late.length - lost, late.length) * (judged > 0 ? 1 : UNJUDGED) * (lost > 0 ? 0.5 : 1),
    estimate: {
      method: 'alert-history',
      text: `Chosen on the first ${early.length} firings and replayed over the last ${late.length}: ${left.length} of them remain. ${judgedText(judged, alerts.length, lost)}`,
      samples: alerts.length,
    },
    perDay: perDayOf(alerts),
  };
}

export function perDayOf(alerts: readonly PastAlert[]): number {
  const length = Math.max(DAY / 24, alerts[alerts.length - 1].start - alerts[0].start);
  return (alerts.length * DAY) / length;
}

function judgedText(judged: number, all: number, lost: number): string {
  if (judged === 0) {
    return 'Nobody has judged any of them yet.';
  }
  return `${judged} of ${all} were true, and ${lost === 0 ? 'none of them is lost' : `${lost} would be lost`}.`;
}

function choose(alerts: readonly PastAlert[], { find, cut }: AlertSettings): Change | null {
  const judged = alerts.filter(({ isTrue }) => isTrue).length;
  for (const change of changesOf(alerts, find)) {
    const left = change.apply(alerts);
    if (left.filter(({ isTrue }) => isTrue).length < judged) {
      return null;
    }
    if (left.length <= alerts.length * (1 - cut)) {
      return change;
    }
  }
  return null;
}

/** Smallest first. */
function changesOf(alerts: readonly PastAlert[], find: AlertSettings['find']): Change[] {
  if (find === 'threshold') {
    const values = sortedFinite(alerts.map(({ value }) => value));
    if (values.length < alerts.length || values[0] === values[values.length - 1]) {
      return [];
    }
    return Array.from({ length: 19 }, (_, i) => sortedQuantile(values, (i + 1) / 20)).map((least) => ({
      value: Number(least.toPrecision(3)),
      apply: (all) => all.filter(({ value }) => value >= least),
    }));
  }
  return WAITS.map((wait) => ({
    value: wait / 1000,
    apply: find === 'for' ? (all) => all.filter((alert) => lengthOf(alert) >= wait) : (all) => joined(all, wait),
  }));
}

function lengthOf({ start, end }: PastAlert): number {
  return end === null ? Number.POSITIVE_INFINITY : end - start;
}

/** Firings that follow each other within `gap` are one; it is true where one of them is. */
function joined(alerts: readonly PastAlert[], gap: number): PastAlert[] {
  const kept: PastAlert[] = [];
  for (const alert of alerts) {
    const last = kept.at(-1);
    if (last && last.end !== null && alert.start - last.end <= gap && !(last.isTrue && alert.isTrue)) {
      kept[kept.length - 1] = { ...last, end: alert.end, isTrue: last.isTrue || alert.isTrue };
    } else {
      kept.push(alert);
    }
  }
  return kept;
}

function currentOf(alerts: readonly PastAlert[], find: AlertSettings['find']): number {
  // Neither rule is known here: what is seen of it is the shortest firing, the shortest pause, the smallest value.
  if (find === 'threshold') {
    return sortedFinite(alerts.map(({ value }) => value))[0];
  }
  return 0;
}

/** What nobody ever acted upon need not wake anybody. */
function lowerSeverity(alerts: readonly PastAlert[]): AlertFinding | null {
  if (alerts.some(({ isTrue }) => isTrue)) {
    return null;
  }
  const late = alerts.slice(Math.floor(alerts.length * (1 - TRIED_SHARE)));
  return {
    current: 'as it is',
    recommended: 'info',
    improvement: 100,
    confidence: laplace(late.length, late.length),
    estimate: {
      method: 'alert-history',
      text: `None of its ${alerts.length} firings was acted upon or said to be true, ${late.length} of them after two thirds of the time: as information it interrupts nobody.`,
      samples: alerts.length,
    },
    perDay: perDayOf(alerts),
  };
}
