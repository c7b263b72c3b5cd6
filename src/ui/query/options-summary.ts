import { QUERY_DEFAULTS } from '../../../contract/query.ts';
import type { NightjarQuery } from '../../../contract/query.ts';
import { severityWords } from '../words.ts';
import { percentOf } from './percent.ts';
import { directionWords, missingWords, summaryWords } from './words.ts';

/** What the collapsed options row says: always what decides most, the rest only where it differs from its default. */
export function optionsSummary(query: Omit<NightjarQuery, 'refId'>): string[] {
  const parts = [
    summaryWords.sensitivity(query.sensitivity.toFixed(2)),
    summaryWords.direction(directionWords[query.direction]?.() ?? query.direction),
    summaryWords.training(query.trainingWindow),
    summaryWords.step(query.step || QUERY_DEFAULTS.step),
    summaryWords.severity((severityWords[query.minSeverity]?.() ?? query.minSeverity).toLowerCase()),
  ];
  if (query.minDeviation > 0) {
    parts.push(summaryWords.minDeviation(query.minDeviation));
  }
  if (query.minRelativeDeviation > 0) {
    parts.push(summaryWords.minRelativeDeviation(percentOf(query.minRelativeDeviation)));
  }
  if (query.missing !== QUERY_DEFAULTS.missing) {
    parts.push(summaryWords.missing((missingWords[query.missing]?.() ?? query.missing).toLowerCase()));
  }
  if (query.legendFormat) {
    parts.push(summaryWords.legend(query.legendFormat));
  }
  const settings = Object.entries(query.settings).map(([name, value]) => `${name}=${String(value)}`);
  if (settings.length > 0) {
    parts.push(summaryWords.settings(settings.join(', ')));
  }
  return parts;
}
