import fc from 'fast-check';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { classifyAnomalies } from './classify.ts';
import type { AnomalyEvidence } from './evidence.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5);

async function typeOf(evidence: AnomalyEvidence): Promise<string> {
  return (await classifyAnomalies([evidence]))[0].type;
}

/** A pseudo-random number in (-1, 1) that is the same for the same index. */
const wiggle = (i: number) => Math.sin(i * 12.9898) * 0.6 + Math.sin(i * 78.233) * 0.4;

/** Four hours at one minute, level 100, noise 2, and a deviation in units of the noise as a function of the minute. */
function evidence(
  expr: string,
  deviation: (minute: number) => number,
  interval: { from: number; to: number; direction?: 'above' | 'below' },
  more: Partial<AnomalyEvidence> = {}
): AnomalyEvidence {
  const minutes = Array.from({ length: 240 }, (_, i) => i);
  const times = Float64Array.from(minutes, (i) => START + i * MINUTE);
  const expected = Float64Array.from(minutes, () => 100);
  const values = Float64Array.from(minutes, (i) => 100 + 2 * wiggle(i) + 2 * deviation(i));
  const direction = interval.direction ?? 'above';
  let peak = interval.from;
  for (let i = interval.from; i <= interval.to; i++) {
    const further = direction === 'above' ? values[i] > values[peak] : values[i] < values[peak];
    peak = further ? i : peak;
  }
  return {
    metricName: '',
    labels: {},
    expr,
    window: { times, values, expected },
    start: times[interval.from],
    end: times[interval.to],
    peak: times[peak],
    direction,
    sigmas: (values[peak] - 100) / 2,
    step: MINUTE,
    ...more,
  };
}

const step = (from: number, to: number, height: number) => (i: number) => (i >= from && i < to ? height : 0);
const ramp = (from: number, to: number, height: number) => (i: number) =>
  i >= from && i < to ? (height * (i - from)) / (to - from) : 0;
const flapping = (from: number, to: number, height: number) => (i: number) =>
  i >= from && i < to ? (Math.floor(i / 3) % 2 ? height : -height) : 0;

const LATENCY = 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))';
const MEMORY = 'process_resident_memory_bytes{job="cart"}';
const TRAFFIC = 'sum(rate(http_requests_total[5m]))';
const ERRORS = 'sum(rate(http_requests_total{code=~"5.."}[5m]))';
const CPU = 'rate(process_cpu_seconds_total[5m])';

describe('type from what is measured, direction and shape', () => {
  const spike = { from: 200, to: 210 };
  it.each<[string, AnomalyEvidence]>([
    ['latency_spike', evidence(LATENCY, step(200, 211, 70), spike)],
    ['performance_degradation', evidence(LATENCY, step(200, 211, 25), spike)],
    ['performance_degradation', evidence(LATENCY, ramp(120, 221, 14), { from: 170, to: 220 })],
    ['performance_degradation', evidence(LATENCY, step(130, 240, 8), { from: 130, to: 239 })],
    ['memory_leak', evidence(MEMORY, ramp(60, 240, 20), { from: 110, to: 239 })],
    ['resource_spike', evidence(MEMORY, step(200, 211, 15), spike)],
    ['cpu_overload', evidence(CPU, step(190, 240, 15), { from: 190, to: 239 })],
    ['error_rate_spike', evidence(ERRORS, step(200, 230, 15), { from: 200, to: 229 })],
    ['throughput_drop', evidence(TRAFFIC, step(200, 230, -15), { from: 200, to: 229, direction: 'below' })],
    ['unusual_pattern', evidence(TRAFFIC, flapping(180, 230, 9), { from: 180, to: 229 })],
    ['unusual_pattern', evidence(TRAFFIC, step(200, 230, 15), { from: 200, to: 229 })],
    ['unusual_pattern', evidence(ERRORS, step(200, 230, -15), { from: 200, to: 229, direction: 'below' })],
    ['resource_spike', evidence('process_open_fds', step(200, 230, 15), { from: 200, to: 229 })],
    ['performance_degradation', evidence('kafka_consumergroup_lag', ramp(60, 240, 25), { from: 120, to: 239 })],
    [
      'cpu_overload',
      evidence('rate(node_cpu_seconds_total{mode="idle"}[5m])', step(200, 230, -15), {
        from: 200,
        to: 229,
        direction: 'below',
      }),
    ],
    [
      'memory_leak',
      evidence('node_memory_MemAvailable_bytes', ramp(60, 240, -20), { from: 110, to: 239, direction: 'below' }),
    ],
  ])('%s', async (type, given) => {
    expect(await typeOf(given)).toBe(type);
  });

  it('a jump that the query smooths, on a plateau that creeps on, is a spike', async () => {
    // Reply times of the demo's checkout, rate over three minutes.
    const jump = [0.44, 1.28, 1.97, 1.99, 1.99, 2.03, 2.04, 2.05, 2.06, 2.05, 2.08, 2.14, 2.14, 2.11];
    const expr = LATENCY.replace('[5m]', '[3m]');
    const given = evidence(expr, (i) => (i < 200 ? 0 : 400 * ((jump[i - 200] ?? 2.1) - 0.38)), { from: 200, to: 213 });
    expect(await typeOf(given)).toBe('latency_spike');
  });

  it('a leak is told on its first marked points already, and from a window that an adaptive expectation follows', async () => {
    const given = evidence(MEMORY, ramp(100, 240, 20), { from: 170, to: 172 });
    expect(await typeOf(given)).toBe('memory_leak');
    const following = given.window.values.map((_, i, all) => (i < 40 ? 100 : all[i - 40]));
    expect(await typeOf({ ...given, window: { ...given.window, expected: following } })).toBe('memory_leak');
  });
});

it('always answers with one of the eight types, whatever the text and the numbers', async () => {
  const number = fc.double({ noDefaultInfinity: false });
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.string(),
      fc.array(fc.tuple(number, number), { maxLength: 40 }),
      fc.double(),
      async (metricName, expr, points, sigmas) => {
        const times = Float64Array.from(points, (_, i) => START + i * MINUTE);
        const type = await typeOf({
          metricName,
          labels: {},
          expr,
          window: {
            times,
            values: Float64Array.from(points, ([value]) => value),
            expected: Float64Array.from(points, ([, expected]) => expected),
          },
          start: times[0] ?? START,
          end: times.at(-1) ?? START,
          peak: times[0] ?? START,
          direction: 'above',
          sigmas,
          step: MINUTE,
        });
        expect(ANOMALY_TYPES).toContain(type);
      }
    )
  );
});
