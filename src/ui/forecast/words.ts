import { t } from '../translate.ts';

export const forecastPlotWords = {
  limit: (value: string) => t('forecast.limit', 'Limit {{value}}', { value }),
  picture: (summary: string) =>
    t('forecast.picture', 'Graph of the forecast. {{summary}} Arrow keys move the cursor.', { summary }),
  half: () => t('forecast.half', 'P50'),
  chart: (count: number, summary: string) =>
    t(
      'forecast.chart',
      'Graph of the forecasts of {{count}} series. {{summary}} Arrow keys move the cursor, Enter explains the forecast.',
      { count, summary }
    ),
};

export const forecastTooltipWords = {
  ahead: (duration: string) => t('forecast.ahead', 'in {{duration}}', { duration }),
  ago: (duration: string) => t('forecast.ago', '{{duration}} ago', { duration }),
  value: () => t('forecast.value', 'Value'),
  expected: () => t('forecast.expected', 'Forecast'),
  interval: (level: string) => t('forecast.interval', '{{level}} % interval', { level }),
  fromTo: (from: string, to: string) => t('forecast.from-to', '{{from}} to {{to}}', { from, to }),
  fitted: () => t('forecast.fitted', 'One step ahead'),
  earlier: (duration: string) => t('forecast.earlier', 'Forecast {{duration}} before', { duration }),
  limit: () => t('forecast.tooltip-limit', 'Limit'),
  past: () => t('forecast.past-by', 'Past it by then'),
};

export const forecastWords = {
  isPast: (name: string, limit: string) => t('forecast.is-past', '{{name}} is past {{limit}} now', { name, limit }),
  hits: (name: string, limit: string, duration: string) =>
    t('forecast.hits', '{{name}} hits {{limit}} in about {{duration}}', { name, limit, duration }),
  mayHit: (name: string, limit: string, duration: string) =>
    t('forecast.may-hit', '{{name}} may hit {{limit}} within {{duration}}', { name, limit, duration }),
  stays: (name: string, limit: string, duration: string) =>
    t('forecast.stays', '{{name}} keeps clear of {{limit}} for {{duration}}', { name, limit, duration }),
  expects: (name: string, value: string, duration: string) =>
    t('forecast.expects', '{{name}}: {{value}} in {{duration}}', { name, value, duration }),
  more: (count: number) => t('forecast.more-series', '+ {{count}} more series', { count }),
  probability: (percent: string, duration: string) =>
    t('forecast.probability', '{{percent}} likely within {{duration}}', { percent, duration }),
  when: (from: string, to: string) => t('forecast.when', 'P10 {{from}}, P90 {{to}}', { from, to }),
  whenOpen: (from: string) => t('forecast.when-open', 'P10 {{from}}, P90 later than the horizon', { from }),
  within: (lower: string, upper: string, level: string) =>
    t('forecast.within', '{{lower}} to {{upper}} with {{level}} %', { lower, upper, level }),
  explainOf: (name: string) => t('forecast.explain-of', 'Explain the forecast of {{name}}', { name }),
};

export const badgeWords = {
  better: (percent: string) => t('forecast.badge-better', '{{percent}} better than naive', { percent }),
  equal: () => t('forecast.badge-equal', 'As good as naive'),
  worse: () => t('forecast.badge-worse', 'Worse than naive'),
  unknown: () => t('forecast.badge-unknown', 'Not tested'),
  figures: (mase: string, naive: string) =>
    t('forecast.badge-figures', 'MASE {{mase}}; the seasonal naive forecast has {{naive}}.', { mase, naive }),
  tried: (origins: number) =>
    t('forecast.badge-tried', 'Tried from {{origins}} origins in the past of the series.', { origins }),
  untested: () =>
    t('forecast.badge-untested', 'The past of the series is too short to try the forecast on it: take it with care.'),
};

export const rowWords = {
  series: () => t('forecast.row-series', 'Series'),
  end: (duration: string) => t('forecast.row-end', 'In {{duration}}', { duration }),
  interval: (level: string) => t('forecast.interval', '{{level}} % interval', { level }),
  hit: () => t('forecast.row-hit', 'Hits limit in'),
  range: () => t('forecast.row-range', 'P10 – P90'),
  probability: () => t('forecast.row-probability', 'Probability'),
  accuracy: () => t('forecast.row-accuracy', 'Back-test'),
  now: () => t('forecast.row-now', 'now'),
  none: () => t('forecast.row-none', '–'),
  table: () => t('forecast.row-table', 'Forecasts'),
  show: (name: string) => t('forecast.row-show', 'Show {{name}} alone', { name }),
  showAll: () => t('forecast.row-all', 'Show all series'),
};

export const durationSpan = (from: string, to: string) => t('forecast.span', '{{from}} – {{to}}', { from, to });
