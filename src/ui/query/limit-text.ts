import type { ForecastLimit } from '../../../contract/forecast.ts';

/** A limit as one text: a number, or the PromQL that gives it; empty where there is none. */
export function textOfLimit({ value, expr }: Pick<ForecastLimit, 'value' | 'expr'>): string {
  return value === null ? expr : String(value);
}

/** What a text says of a limit: a number where it is one, else PromQL. */
export function limitOfText(text: string): Pick<ForecastLimit, 'value' | 'expr'> {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed !== '' && Number.isFinite(value) ? { value, expr: '' } : { value: null, expr: trimmed };
}

/** Levels as a text, and back: `50, 80`. null where one of them is no percentage between 0 and 100. */
export function levelsOfText(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const levels = parts.map((part) => Number(part.replace(/%$/, '')));
  return levels.every((level) => level > 0 && level < 100) ? levels : null;
}
