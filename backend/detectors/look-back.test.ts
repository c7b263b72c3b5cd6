import { exampleSeries } from '../features/example-series.ts';
import { DETECTORS } from './index.ts';
import { lookBack } from './look-back.ts';

it.each(DETECTORS.filter(({ leastSeries }) => leastSeries === undefined).map((one) => [one.id, one] as const))(
  '%s judges the very points it learnt from',
  async (_id, detector) => {
    const series = exampleSeries('requests', 9, 900_000, 1);
    const group = { step: 900_000, series: [series] };
    const { score } = (await lookBack(detector, group, detector.schema.parse({}), 1)).series[0];
    expect(score.filter((one) => one >= 0).length).toBeGreaterThan(0.85 * score.length);
  }
);
