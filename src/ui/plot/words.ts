import { t } from '../translate.ts';

export const tooltipWords = {
  value: () => t('tooltip.value', 'Value'),
  expected: () => t('tooltip.expected', 'Expected'),
  band: () => t('tooltip.band', 'Normal range'),
  fromTo: (from: string, to: string) => t('tooltip.from-to', '{{from}} to {{to}}', { from, to }),
  score: () => t('tooltip.score', 'Score'),
  severity: () => t('tooltip.severity', 'Severity'),
  none: () => t('tooltip.none', 'none'),
  more: (count: number) => t('tooltip.more', 'and {{count}} more anomalous series', { count }),
  click: () => t('tooltip.click', 'Click to see why'),
};
