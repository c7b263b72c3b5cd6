import { t } from './translate.ts';
import type { Severity } from '../../contract/severity.ts';
import { severityWords } from './words.ts';

export const viewWords = {
  counts: (counts: Record<Severity, number>) => {
    const parts = (['high', 'medium', 'low'] as const)
      .filter((severity) => counts[severity] > 0)
      .map((severity) => `${counts[severity]} ${severityWords[severity]().toLowerCase()}`);
    return parts.length === 0
      ? t('view.no-anomalies', 'No anomalies')
      : t('view.anomalies', 'Anomalies: {{parts}}', { parts: parts.join(', ') });
  },
  openList: () => t('view.open-list', 'List the anomalies of this time range'),
  chart: (series: number, counts: string) =>
    t(
      'view.chart',
      'Graph of {{series}} series. {{counts}}. Arrow keys move the cursor, Enter explains or lists the anomalies.',
      {
        series,
        counts,
      }
    ),
  pending: (count: number) => t('view.pending', 'Fitting models: {{count}} to go', { count }),
  noScores: () => t('view.no-scores', 'No scores yet: the detector needs more history'),
};
