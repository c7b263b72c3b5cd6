import { withQueryDefaults } from '../../contract/query.ts';
import { interpolateQuery, promqlValue } from './interpolate.ts';
import type { Replace } from './interpolate.ts';

const values: Record<string, unknown> = {
  service: ['cart', 'pay.ments'],
  job: 'a"b',
  window: '7d',
  step: '1m',
  limit: '80',
};

/** Fills `$name` as Grafana's template service does. */
const replace: Replace = (text, format) =>
  text.replace(/\$(\w+)/g, (whole, name: string) => {
    if (!(name in values)) {
      return whole;
    }
    const value = values[name];
    return format ? format(value, { multi: Array.isArray(value) }) : String(value);
  });

const filled = (part: Parameters<typeof withQueryDefaults>[0]) => interpolateQuery(withQueryDefaults(part), replace);

describe('template variables of a query', () => {
  it('are escaped for PromQL, several as alternatives', () => {
    expect(filled({ expr: 'up{service=~"$service", job="$job"}' }).expr).toBe(
      'up{service=~"(cart|pay\\\\.ments)", job="a\\"b"}'
    );
  });

  it('leave those to the backend that depend on the detection step', () => {
    const expr = 'rate(a[$__rate_interval]) + rate(b[${__interval}]) + $__interval_ms';
    expect(filled({ expr }).expr).toBe(expr);
  });

  it('are filled in what is asked of a forecast, a limit becoming a number where it is one', () => {
    const forecast = (limit: string) =>
      filled({
        expr: 'up',
        output: 'forecast',
        forecast: {
          horizon: '$window',
          exogenous: ['a{job="$job"}'],
          limit: { value: null, expr: limit, side: 'below' },
        },
      }).forecast;
    expect(forecast('size{job="$job"}')).toEqual({
      horizon: '7d',
      exogenous: ['a{job="a\\"b"}'],
      limit: { value: null, expr: 'size{job="a\\"b"}', side: 'below' },
    });
    expect(forecast('$limit')?.limit).toEqual({ value: 80, expr: '', side: 'below' });
    expect(filled({ expr: 'up' })).not.toHaveProperty('forecast');
  });

  it('are filled in what is asked of alerts, labels as matchers are', () => {
    const { alerts } = filled({ output: 'alerts', alerts: { service: '$job', labels: 'job="$job"', limit: 5 } });
    expect(alerts).toEqual({ service: 'a"b', labels: 'job="a\\"b"', limit: 5 });
  });

  it('are filled in training window, step, legend and settings too', () => {
    expect(
      filled({
        expr: 'up',
        trainingWindow: '$window',
        step: '$step',
        legendFormat: '$job',
        settings: { a: '$job', b: 1 },
      })
    ).toMatchObject({ trainingWindow: '7d', step: '1m', legendFormat: 'a"b', settings: { a: 'a"b', b: 1 } });
  });
});

describe('a value in PromQL', () => {
  it('is a regular expression only where the variable may have several values', () => {
    expect(promqlValue('a.b', {})).toBe('a.b');
    expect(promqlValue('a.b', { multi: true })).toBe('a\\\\.b');
    expect(promqlValue(['a.b'], { multi: true })).toBe('a\\\\.b');
    expect(promqlValue(5, {})).toBe('5');
  });
});
