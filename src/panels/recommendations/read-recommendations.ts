import { dateTime } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { FIELD } from '../../../contract/fields.ts';
import {
  EFFORTS,
  RECOMMENDATION_CATEGORIES,
  RECOMMENDATION_STATES,
  RISK_LEVELS,
} from '../../../contract/recommendations.ts';
import type { ShownRecommendation } from '../../ui/recommendations/shown-recommendation.ts';

export type Reading =
  | { readonly ok: true; readonly shown: readonly ShownRecommendation[] }
  | { readonly ok: false; readonly why: 'no-data' | 'other' };

/** Finds tables of recommendations among a panel's frames, by their fields' names; the highest priority first. */
export function readRecommendations(frames: readonly DataFrame[]): Reading {
  if (frames.every(({ fields }) => fields.length === 0)) {
    return { ok: false, why: 'no-data' };
  }
  const tables = frames.filter(({ fields }) =>
    ['category', 'recommended', 'expected_improvement'].every((name) => fields.some((field) => field.name === name))
  );
  if (tables.length === 0) {
    return { ok: false, why: 'other' };
  }
  const found = new Map(tables.flatMap(rowsIn).map((one) => [one.recommendationId, one]));
  return { ok: true, shown: [...found.values()].sort((a, b) => b.priority - a.priority) };
}

function rowsIn({ fields, length }: DataFrame): ShownRecommendation[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const cell = (name: string, row: number): unknown => byName.get(name)?.values[row];
  return Array.from({ length }, (_, row) => {
    const text = (name: string) => String(cell(name, row) ?? '');
    const number = (name: string) => Number(cell(name, row) ?? 0);
    const measured = cell('measured_improvement', row);
    const [current, recommended] = [readValue(text('current')), readValue(text('recommended'))];
    return {
      recommendationId: text(FIELD.id),
      title: text(FIELD.title),
      category: RECOMMENDATION_CATEGORIES.find((one) => one === text('category')) ?? 'configuration_tuning',
      componentType: '',
      componentId: text('component'),
      parameter: text('parameter'),
      currentValue: current.value,
      recommendedValue: recommended.value,
      unit: recommended.unit,
      expectedImprovement: number('expected_improvement'),
      measuredImprovement: typeof measured === 'number' && !Number.isNaN(measured) ? measured : null,
      confidence: number(ALERT_FIELD.confidence),
      riskLevel: RISK_LEVELS.find((one) => one === text('risk')) ?? 'medium',
      estimatedEffort: EFFORTS.find((one) => one === text('effort')) ?? 'medium',
      priority: number(ALERT_FIELD.priority),
      state: RECOMMENDATION_STATES.find((one) => one === text(ALERT_FIELD.state)) ?? 'pending',
      createdAt: dateTime(number(FIELD.time)).toISOString(),
      snoozedUntil: null,
    };
  });
}

/** `1073741824 bytes` as its number and unit; a word stays one. */
function readValue(text: string): { readonly value: number | string; readonly unit: string } {
  const [first, unit = '', ...more] = text.split(' ');
  const value = Number(first);
  return first !== '' && Number.isFinite(value) && more.length === 0 ? { value, unit } : { value: text, unit: '' };
}
