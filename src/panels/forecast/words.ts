import { t } from '../../ui/translate.ts';

export const forecastOptionWords = {
  category: () => t('forecast-options.show', 'Show'),
  headline: () => t('forecast-options.headline', 'Headline'),
  headlineHelp: () =>
    t('forecast-options.headline-help', 'One sentence above the graph on the series that needs somebody first.'),
  fan: () => t('forecast-options.fan', 'Intervals'),
  limit: () => t('forecast-options.limit', 'Limit'),
  hits: () => t('forecast-options.hits', 'When the limit is hit'),
  hitsHelp: () =>
    t('forecast-options.hits-help', 'Bars on the limit: how many of the simulated courses hit it at each time.'),
  earlier: () => t('forecast-options.earlier', 'Earlier forecasts'),
  earlierHelp: () =>
    t('forecast-options.earlier-help', 'What was forecast before, as thin lines. The query says how many there are.'),
  fitted: () => t('forecast-options.fitted', 'One-step forecasts over the past'),
  fittedHelp: () =>
    t('forecast-options.fitted-help', 'What would have been forecast one step ahead, beside what came.'),
  rows: () => t('forecast-options.rows', 'List of series'),
  rowsHelp: () => t('forecast-options.rows-help', 'Below the graph where there is more than one series.'),
  wholeHorizon: () => t('forecast-options.whole-horizon', 'Whole horizon'),
  wholeHorizonHelp: () =>
    t(
      'forecast-options.whole-horizon-help',
      'Goes on past the end of the dashboard’s time range, to the end of the forecast.'
    ),
};

export const forecastPanelWords = {
  loading: () => t('forecast-panel.loading', 'Forecasting'),
  error: () => t('forecast-panel.error', 'The query failed'),
  noData: () => t('forecast-panel.no-data', 'No series'),
  noDataHelp: () =>
    t(
      'forecast-panel.no-data-help',
      'The query answers with no series. Widen the time range, or check the metric name and labels.'
    ),
  noForecast: () => t('forecast-panel.no-forecast', 'These series carry no forecast'),
  noForecastHelp: (fields: string) =>
    t(
      'forecast-panel.no-forecast-help',
      'The data has these fields: {{fields}}. This panel needs mean, and lower and upper beside it. Choose the datasource Nightjar with the output Forecast.',
      { fields }
    ),
  numbers: () => t('forecast-panel.numbers', 'Numbers without a forecast'),
  numbersHelp: () =>
    t(
      'forecast-panel.numbers-help',
      'The query’s output is for alert rules and stat panels. Set its output to Forecast to see the graph.'
    ),
};
