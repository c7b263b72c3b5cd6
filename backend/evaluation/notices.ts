import { formatDuration } from '../../contract/duration.ts';
import type { NightjarError } from '../errors.ts';
import type { EvaluatedSeries, Evaluation } from './evaluation.ts';
import type { History } from './history.ts';
import type { Segment } from './model-grid.ts';
import type { EvaluationRequest } from './request.ts';

export interface NoticeFacts {
  readonly request: EvaluationRequest;
  readonly history: History;
  readonly series: readonly EvaluatedSeries[];
  readonly newest: Segment;
  readonly stride: number;
  readonly pendingFits: number;
  readonly pendingChoices: number;
  /** Whether detectors that were being chosen have just taken over. */
  readonly isSwitched: boolean;
  readonly refitEvery: number;
  readonly failures: readonly NightjarError[];
}

/** What the user should know of an evaluation. */
export function collectNotices(facts: NoticeFacts): Evaluation['notices'] {
  const { request, history, series, stride, pendingFits, refitEvery } = facts;
  const notices: { severity: 'info' | 'warning'; text: string }[] = [];
  for (const text of history.warnings) {
    notices.push({ severity: 'warning', text });
  }
  for (const message of new Set(facts.failures.map((failure) => failure.message))) {
    notices.push({ severity: 'warning', text: `A part could not be scored: ${message}` });
  }
  if (stride > 1) {
    notices.push({
      severity: 'info',
      text: `The range is long: models are fitted every ${formatDuration(stride * refitEvery)} instead of every ${formatDuration(refitEvery)}, so scores may differ a little from those of a shorter range.`,
    });
  }
  if (pendingFits > 0) {
    notices.push({
      severity: 'info',
      text: `${pendingFits} ${pendingFits === 1 ? 'model is' : 'models are'} still being fitted for the older part of the range: refresh to see its scores.`,
    });
  }
  if (facts.pendingChoices > 0) {
    const name = request.detector.provisional?.(request.settings).detector.name ?? '';
    notices.push({
      severity: 'info',
      text: `${request.detector.name} is choosing a detector for each series in the background: ${name} answers until then, and scores may change when you refresh.`,
    });
  }
  if (facts.isSwitched) {
    notices.push({ severity: 'info', text: switchText(request.detector.name, series) });
  }
  const unscored = series.filter((one) => lacksScore(one, facts.newest.instant));
  if (unscored.length > 0) {
    const which =
      unscored.length === 1 && series.length === 1
        ? 'The series has'
        : `${unscored.length} of ${series.length} series have`;
    const when =
      request.detector.streams || request.detector.lookback(request.settings) === 0
        ? ''
        : `; the next models are fitted at ${new Date(facts.newest.instant + stride * refitEvery).toISOString().slice(0, 16)}Z`;
    notices.push({ severity: 'info', text: `${which} no score yet: there is too little history before it${when}.` });
  }
  return notices;
}

/** Which detectors were chosen for how many series. */
function switchText(name: string, series: readonly EvaluatedSeries[]): string {
  const counts = new Map<string, number>();
  for (const { model } of series) {
    const chosen = model?.choice?.name;
    if (chosen !== undefined) {
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
  }
  const parts = [...counts].map(([chosen, count]) => `${chosen} for ${count === 1 ? 'one series' : `${count} series`}`);
  return `${name} has chosen ${parts.join(', ')}; they score from now on. Pin one in the query editor to keep it.`;
}

/** Whether a series has values from `from` on but not one score. */
function lacksScore({ series, scored }: EvaluatedSeries, from: number): boolean {
  let values = 0;
  for (let index = series.times.length - 1; index >= 0 && series.times[index] >= from; index--) {
    if (!Number.isNaN(scored.score[index])) {
      return false;
    }
    values += Number.isNaN(series.values[index]) ? 0 : 1;
  }
  return values > 0;
}
