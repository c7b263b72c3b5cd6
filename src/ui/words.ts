import { t } from './translate.ts';
import type { AnomalyInterval } from '../../contract/detection.ts';
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

type Typed = Pick<AnomalyInterval, 'type' | 'typeProbability'> & { readonly missing?: boolean };

/** What kind of anomaly it is. */
export function typeName({ type, missing }: Typed): string {
  return missing ? t('type.missing', 'No value') : (typeWords[type]?.() ?? type);
}

/** What kind of anomaly it is and how likely that is, where a type was told. */
export function likelyType(interval: Typed): string {
  const { type, typeProbability } = interval;
  const name = typeName(interval);
  return type === 'unusual_pattern' || !(typeProbability > 0)
    ? name
    : t('type.likely', '{{name}} ({{percent}} % likely)', { name, percent: Math.round(100 * typeProbability) });
}

export const modelWords = {
  seen: (value: string) => t('model.seen', 'The value was {{value}}.', { value }),
  seenExpected: (value: string, expected: string) =>
    t('model.seen-expected', 'The value was {{value}} where {{expected}} was expected.', { value, expected }),
};
