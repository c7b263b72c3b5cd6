import { t } from './translate.ts';
import type { AnomalyType } from '../../contract/fields.ts';
import type { Severity } from '../../contract/severity.ts';

export const severityWords: Record<Severity, () => string> = {
  low: () => t('severity.low', 'Low'),
  medium: () => t('severity.medium', 'Medium'),
  high: () => t('severity.high', 'High'),
};

export const typeWords: Record<AnomalyType, () => string> = {
  performance_degradation: () => t('type.performance-degradation', 'Performance degradation'),
  resource_spike: () => t('type.resource-spike', 'Resource spike'),
  memory_leak: () => t('type.memory-leak', 'Memory leak'),
  cpu_overload: () => t('type.cpu-overload', 'CPU overload'),
  latency_spike: () => t('type.latency-spike', 'Latency spike'),
  error_rate_spike: () => t('type.error-rate-spike', 'Error rate spike'),
  throughput_drop: () => t('type.throughput-drop', 'Throughput drop'),
  unusual_pattern: () => t('type.unusual-pattern', 'Unusual pattern'),
};

export const modelWords = {
  seen: (value: string) => t('model.seen', 'The value was {{value}}.', { value }),
  seenExpected: (value: string, expected: string) =>
    t('model.seen-expected', 'The value was {{value}} where {{expected}} was expected.', { value, expected }),
};
