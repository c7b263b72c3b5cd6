import { t } from '../../translate.ts';

export const explanationWords = {
  why: () => t('forecast-why.title', 'What it is made of'),
  lead: () =>
    t('forecast-why.lead', 'The parts below add up to the forecast, before it is kept within its floor and ceiling.'),
  noParts: () => t('forecast-why.no-parts', 'This forecaster does not tell the parts of its forecast.'),
  level: (value: string) => t('forecast-why.level', 'starts from {{value}}', { value }),
  rises: (change: string, duration: string) =>
    t('forecast-why.rises', 'adds {{change}} over {{duration}}', { change, duration }),
  falls: (change: string, duration: string) =>
    t('forecast-why.falls', 'takes away {{change}} over {{duration}}', { change, duration }),
  flat: () => t('forecast-why.flat', 'does not change it'),
  swings: (low: string, high: string, at: string) =>
    t('forecast-why.swings', 'between {{low}} and {{high}}, highest at {{at}}', { low, high, at }),
  chart: (name: string, text: string) => t('forecast-why.chart', '{{name}}: {{text}}', { name, text }),
  kinds: {
    level: () => t('forecast-why.kind-level', 'Level'),
    trend: () => t('forecast-why.kind-trend', 'Trend'),
    season: () => t('forecast-why.kind-season', 'Season'),
    holiday: () => t('forecast-why.kind-holiday', 'Holidays'),
    exogenous: () => t('forecast-why.kind-exogenous', 'Other series'),
    other: () => t('forecast-why.kind-other', 'Other'),
  },
  members: () => t('forecast-why.members', 'Forecasters and what they count for'),
  member: (name: string, percent: string, error: string) =>
    t('forecast-why.member', '{{name}}: {{percent}}. {{error}}', { name, percent, error }),
  mase: (mase: string) => t('forecast-why.mase', 'MASE {{mase}}', { mase }),
  madeBy: (forecaster: string) => t('forecast-why.made-by', 'Made by {{forecaster}}', { forecaster }),
  seasons: (periods: string) => t('forecast-why.seasons', 'Seasons found: {{periods}}', { periods }),
  noSeasons: () => t('forecast-why.no-seasons', 'No season found'),
  origin: (at: string) => t('forecast-why.origin', 'Knows values up to {{at}}', { at }),
  notes: () => t('forecast-why.notes', 'Worth knowing'),
};

export const backtestWords = {
  title: () => t('forecast-test.title', 'Back-test'),
  lead: (origins: number) =>
    t(
      'forecast-test.lead',
      'The same forecaster was tried from {{origins}} origins in the past of the series; this is how far it was off.',
      { origins }
    ),
  worse: () =>
    t(
      'forecast-test.worse',
      'It did worse than the seasonal naive forecast, which repeats the last season: do not rely on it before you have looked at the graph.'
    ),
  table: () => t('forecast-test.table', 'Accuracy by lead time'),
  ahead: () => t('forecast-test.ahead', 'Ahead'),
  error: () => t('forecast-test.error', 'Mean error'),
  naive: () => t('forecast-test.naive', 'Naive'),
  coverage: (level: string) => t('forecast-test.coverage', 'Within {{level}} %', { level }),
  intervals: (parts: string) => t('forecast-test.intervals', 'Values within the intervals: {{parts}}', { parts }),
  interval: (share: string, level: string) =>
    t('forecast-test.interval', '{{share}} of {{level}} % wanted', { share, level }),
  chart: (least: string, most: string) =>
    t('forecast-test.chart', 'Mean error by lead time, from {{least}} to {{most}}, beside the naive forecast', {
      least,
      most,
    }),
};
