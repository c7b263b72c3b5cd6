import { unitFormat } from '../forecast/model/of-record.ts';
import type { ShownRecommendation } from './shown-recommendation.ts';
import { shownLine } from '../text/shown-text.ts';
import { recommendationWords } from './words.ts';

/** A setting's value as people read it; one that is a word stands as it is. */
export function valueText(value: number | string, unit: string): string {
  if (typeof value === 'string') {
    return shownLine(value, 80);
  }
  return unit === '' ? Number(value.toPrecision(4)).toLocaleString() : unitFormat(unit)(value);
}

export function changeText({ currentValue, recommendedValue, unit }: ShownRecommendation): string {
  return recommendationWords.change(valueText(currentValue, unit), valueText(recommendedValue, unit));
}

/** `12 % better`, `3 % worse`. */
export function improvementText(percent: number): string {
  const size = `${Number(Math.abs(percent).toPrecision(Math.abs(percent) < 10 ? 2 : 3))} %`;
  return percent < 0 ? recommendationWords.worse(size) : recommendationWords.better(size);
}
