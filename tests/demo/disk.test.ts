import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { answerForecast } from '../../backend/answers/answer-forecast.ts';
import { DEMO_DISK } from '../../demo/queries.ts';
import { FAMILIES } from '../../demo/shop/families.ts';
import { openShop } from '../../demo/shop/shop.ts';
import type { RangeRequest, SeriesSource } from '../../backend/sources/source.ts';
import { onePool } from '../engine/evaluation-set-up.ts';
import { forecastContext } from '../engine/forecast-set-up.ts';

const HOUR = 3_600_000;
const DAYS = 21;
const ORIGIN = Date.UTC(2026, 0, 14, 8);
const NOW = ORIGIN + DAYS * 24 * HOUR;

const rules = z.object({
  groups: z.array(
    z.object({ rules: z.array(z.object({ uid: z.string(), data: z.array(z.object({ model: z.looseObject({}) })) })) })
  ),
});

/** The disk of the demo over its history, hour by hour. */
function diskSource(): SeriesSource {
  const shop = openShop({ seed: 1, origin: ORIGIN });
  const read = (name: string): number => FAMILIES.find((one) => one.name === name)?.samples[0].value(shop.state) ?? NaN;
  const used = Array.from({ length: DAYS * 24 + 1 }, (_, hour) => {
    shop.advance(ORIGIN + hour * HOUR);
    return read('disk_used_bytes');
  });
  const valueAt = (expr: string, time: number): number =>
    expr === DEMO_DISK.limit ? read('disk_size_bytes') : (used[(time - ORIGIN) / HOUR] ?? NaN);
  return {
    identity: 'the demo shop',
    queryRange: ({ expr, start, end, step }: RangeRequest) => {
      const times = Float64Array.from({ length: (end - start) / step + 1 }, (_, i) => start + i * step);
      const values = times.map((time) => valueAt(expr, time));
      return Promise.resolve({ series: [{ labels: { service: 'orders-db' }, times, values }], warnings: [] });
    },
  };
}

const pool = onePool();

it('the rule on the disk fires after three weeks of history, two to three days before the disk is full', async () => {
  const file = join(import.meta.dirname, '..', '..', 'provisioning', 'alerting', 'shop.yaml');
  const { groups } = rules.parse(parse(readFileSync(file, 'utf8')));
  const rule = groups.flatMap((group) => group.rules).find(({ uid }) => uid === 'nightjar-shop-disk');
  const context = forecastContext(pool, diskSource(), NOW);
  const ask = async (model: object): Promise<number[]> => {
    const answer = await answerForecast({ refId: 'A', model, from: NOW - 600_000, to: NOW }, context);
    expect(answer.error).toBeUndefined();
    return answer.frames.map(({ fields }) => Number(fields[0].values[0]));
  };
  const query = rule?.data[0].model ?? {};
  const [probability] = await ask(query);
  expect(probability).toBeGreaterThan(0.8);
  const [p10, p50, p90] = await ask({ ...query, output: 'time-to-threshold' });
  expect(p10).toBeLessThanOrEqual(p50);
  expect(p50).toBeLessThanOrEqual(p90);
  expect(p50 / 86_400).toBeGreaterThan(1.5);
  expect(p50 / 86_400).toBeLessThan(3.5);
}, 120_000);
