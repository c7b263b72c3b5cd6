import { noiseFigures } from './noise.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 0, 5);

it('tells the course with the times when nothing came in', () => {
  const counts = [
    { source: 'grafana' as const, at: FROM + HOUR, received: 4, different: 2 },
    { source: 'grafana' as const, at: FROM + 20 * HOUR, received: 1, different: 1 },
  ];
  const { overTime, received } = noiseFigures({ counts, incidents: [] }, FROM, FROM + 24 * HOUR);
  expect(received).toBe(5);
  expect(overTime.length).toBeGreaterThan(100);
  expect(overTime.length).toBeLessThanOrEqual(200);
  const steps = new Set(overTime.slice(1).map(({ at }, i) => at - overTime[i].at));
  expect(steps.size).toBe(1);
  expect(overTime.filter((one) => one.received > 0).map(({ at }) => (at - FROM) / HOUR)).toEqual([1, 20]);
});
