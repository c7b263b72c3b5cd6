import { thresholdsAt } from '../../../contract/severity.ts';
import type { Finding } from '../finding.ts';
import { findInAlerts } from '../methods/alert-history.ts';
import type { PastAlert } from '../methods/alert-history.ts';
import { fallInPercent } from '../methods/numbers.ts';
import type { Measured } from '../methods/method.ts';
import type { Rule } from '../rules/rule.ts';
import type { AlertPast } from './past-alerts.ts';

/** What data alone gives, without a file: a monitor's sensitivity from what people said of its detections. */
export const MONITOR_SENSITIVITY: Rule = {
  id: 'monitor-sensitivity',
  category: 'alert_thresholds',
  method: 'alerts',
  title: 'Monitor {component} detects too much',
  description:
    'With a lower sensitivity half of its detections would go, and none that somebody said is true. The model stays as it is: only the threshold on its score moves.',
  parameter: 'sensitivity',
  unit: '',
  settings: { find: 'threshold', leastFirings: 10, cut: 0.5 },
  steps: ['Open the monitor and set its sensitivity to {recommended}.'],
  risk: 'low',
  effort: 'low',
  expires: '7d',
};

/** The sensitivity at which the low threshold is `score`, to two digits and never below 0. */
export function sensitivityFor(score: number): number {
  const [most, least] = [thresholdsAt(0).low, thresholdsAt(1).low];
  return Math.max(0, Math.floor(((most - score) / (most - least)) * 100) / 100);
}

export function findInVerdicts(past: AlertPast): Finding[] {
  return past.monitors.flatMap(({ id, name, spec }): Finding[] => {
    if (spec.forecast) {
      return [];
    }
    const found = findInAlerts(detectionsOf(past, id), {
      find: 'threshold',
      leastFirings: 10,
      cut: 0.5,
    });
    const recommended = found && sensitivityFor(Number(found.recommended));
    if (!found || recommended === null || recommended >= spec.sensitivity) {
      return [];
    }
    const { perDay, ...rest } = found;
    return [
      {
        ...rest,
        rule: MONITOR_SENSITIVITY,
        labels: { monitor: id },
        componentType: 'monitor',
        componentId: name,
        current: spec.sensitivity,
        recommended,
        urgency: Math.min(1, perDay / 50),
        kept: { perDay },
      },
    ];
  });
}

function detectionsOf({ detections }: AlertPast, monitor: string): PastAlert[] {
  return detections
    .filter((detection) => detection.monitor === monitor)
    .map(({ start, end, open, score, verdict }) => ({
      start,
      end: open ? null : end,
      value: score,
      isTrue: verdict?.verdict === 'true',
    }))
    .sort((a, b) => a.start - b.start);
}

const DAY = 86_400_000;
const LEAST_MS = DAY / 4;

/** Firings a day since a change (ms), beside those before it; null where too little time has passed. */
export function measureRate(starts: readonly number[], since: number, now: number, perDay: number): Measured | null {
  if (now - since < LEAST_MS) {
    return null;
  }
  const count = starts.filter((start) => start >= since).length;
  const rate = (count * DAY) / (now - since);
  return {
    improvement: fallInPercent(perDay, rate),
    text: `Since the change it fired ${count} times, ${rate.toFixed(1)} a day; before, ${perDay.toFixed(1)} a day.`,
    samples: count,
  };
}
