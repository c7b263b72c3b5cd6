import { FORECAST_DEFAULTS, FORECAST_OUTPUTS, withForecastDefaults } from './forecast.ts';
import { isForecastOutput, selectionOf, withQueryDefaults } from './query.ts';

it('what a stored forecast lacks takes its default, in the limit too', () => {
  expect(withForecastDefaults(undefined)).toEqual(FORECAST_DEFAULTS);
  expect(withForecastDefaults({ horizon: '4d', level: undefined, limit: { value: 3 } })).toEqual({
    ...FORECAST_DEFAULTS,
    horizon: '4d',
    limit: { value: 3, expr: '', side: 'above' },
  });
});

it('outputs of forecasts are told from those of anomalies', () => {
  expect(FORECAST_OUTPUTS.every(isForecastOutput)).toBe(true);
  expect(['anomalies', 'monitor', undefined].some((one) => isForecastOutput(one as 'monitor' | undefined))).toBe(false);
});

it('a query that turns to a forecast and back keeps what it selected', () => {
  expect(selectionOf(withQueryDefaults({ output: 'forecast', select: 'bands' }))).toBe('bands');
  expect(withQueryDefaults({ expr: 'up' })).not.toHaveProperty('forecast');
});
