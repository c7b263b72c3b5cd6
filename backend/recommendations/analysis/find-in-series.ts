import { setImmediate } from 'node:timers/promises';
import { parseDuration } from '../../../contract/duration.ts';
import type { Finding } from '../finding.ts';
import { METHODS } from '../methods/index.ts';
import type { MethodContext, Subject } from '../methods/method.ts';
import type { SeriesRule } from '../rules/rule.ts';
import type { Range, SeriesReader } from './series-reader.ts';

/** Points of a window where neither rule nor method says how densely to look. */
const POINTS = 720;
const MINUTE = 60_000;

export interface SeriesAnalysis {
  readonly reader: SeriesReader;
  readonly now: number;
  /** ms; where neither rule nor method says. */
  readonly window: number;
  /** Components at once. */
  readonly batch: number;
  readonly foresee: MethodContext['foresee'];
  readonly horizon: MethodContext['horizon'];
  troublesOf(subject: Subject): MethodContext['troubles'];
}

/** What a rule finds of every component it is about. */
export async function findInSeries(rule: SeriesRule, analysis: SeriesAnalysis): Promise<Finding[]> {
  const method = METHODS[rule.method];
  const settings = method.settings.parse(rule.settings);
  const subjects = await analysis.reader.subjects(rule, rangeOf(rule, analysis));
  const findings: Finding[] = [];
  for (let from = 0; from < subjects.length; from += analysis.batch) {
    const found = await Promise.all(
      subjects.slice(from, from + analysis.batch).map(async (subject): Promise<Finding | null> => {
        const context = {
          foresee: analysis.foresee,
          horizon: analysis.horizon,
          troubles: analysis.troublesOf(subject),
        };
        const one = await method.find(subject, settings, context);
        return one && { ...one, rule, labels: subject.labels, ...componentOf(rule, subject) };
      })
    );
    findings.push(...found.filter((one) => one !== null));
    // Requests are answered between two batches.
    await setImmediate();
  }
  return findings;
}

/** When a rule looks: up to the last full step. */
export function rangeOf(rule: SeriesRule, { now, window }: Pick<SeriesAnalysis, 'now' | 'window'>): Range {
  const { window: own } = METHODS[rule.method];
  const length = (rule.window && parseDuration(rule.window)) || own?.length || window;
  const step = (rule.step && parseDuration(rule.step)) || own?.step || Math.max(MINUTE, minutes(length / POINTS));
  const end = Math.floor(now / step) * step;
  return { start: end - Math.floor(length / step) * step, end, step };
}

function minutes(ms: number): number {
  return Math.round(ms / MINUTE) * MINUTE;
}

export function componentOf(
  { component }: SeriesRule,
  { labels }: Subject
): Pick<Finding, 'componentType' | 'componentId'> {
  const names = component.labels.map((label) => labels[label]).filter((value) => value);
  return { componentType: component.type, componentId: names.join('/') };
}
