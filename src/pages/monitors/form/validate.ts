import { parseDuration } from '../../../../contract/duration.ts';
import type { MonitorDraft } from './draft.ts';
import { misfitWords } from './words.ts';

/** Fields that can be wrong, in the order they stand in the form. */
export type FieldName =
  'queries' | 'step' | 'every' | 'delay' | 'timeZone' | 'window' | 'refitEvery' | 'name' | 'labels' | 'description';

/** What is wrong, a sentence a field. */
export type Misfits = Partial<Record<FieldName, string>>;

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const isDuration = (text: string) => parseDuration(text) !== null;

/** What keeps a draft from being saved; the engine checks again. */
export function misfitsOf(draft: MonitorDraft): Misfits {
  const { step, every, delay, timeZone, training } = draft;
  return {
    ...queryMisfit(draft),
    ...(step === 'auto' || isDuration(step) ? {} : { step: misfitWords.durationOrAuto() }),
    ...(every === 'auto' || isDuration(every) ? {} : { every: misfitWords.durationOrAuto() }),
    ...(delay === '0s' || isDuration(delay) ? {} : { delay: misfitWords.durationOrNone() }),
    ...(isTimeZone(timeZone) ? {} : { timeZone: misfitWords.timeZone() }),
    ...(isDuration(training.window) ? {} : { window: misfitWords.duration() }),
    ...(isDuration(training.refitEvery) ? {} : { refitEvery: misfitWords.duration() }),
    ...(draft.name.trim() === '' ? { name: misfitWords.noName() } : {}),
    ...labelMisfit(draft),
  };
}

function queryMisfit({ queries }: MonitorDraft): Misfits {
  const exprs = queries.map(({ expr }) => expr.trim()).filter((expr) => expr !== '');
  if (exprs.length === 0) {
    return { queries: misfitWords.noQuery() };
  }
  return new Set(exprs).size < exprs.length ? { queries: misfitWords.sameQuery() } : {};
}

function labelMisfit({ labels }: MonitorDraft): Misfits {
  const names = labels.map(({ name }) => name.trim()).filter((name) => name !== '');
  const bad = names.find((name) => !LABEL.test(name));
  if (bad !== undefined) {
    return { labels: misfitWords.labelName(bad) };
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    return { labels: misfitWords.labelTwice(twice) };
  }
  return labels.some(({ name, value }) => name.trim() === '' && value !== '')
    ? { labels: misfitWords.labelNoName() }
    : {};
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
