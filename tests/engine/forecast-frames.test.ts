import { tableFromIPC } from 'apache-arrow';
import { answerForecast } from '../../backend/answers/answer-forecast.ts';
import { encodeArrow } from '../../backend/frames/arrow.ts';
import { decodeJson } from '../../backend/frames/decode-json.ts';
import { encodeJson } from '../../backend/frames/json.ts';
import { onePool } from './evaluation-set-up.ts';
import { forecastContext } from './forecast-set-up.ts';
import { DAY, MONDAY, daily } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

const NOW = MONDAY + 15 * DAY;
const pool = onePool();

async function framesOf(output: string, source: MemorySource) {
  const limit = { value: 1e9, side: 'above' };
  const model = { expr: 'x', step: '1h', output, forecast: { forecaster: 'seasonal-naive', horizon: '6h', limit } };
  const context = forecastContext(pool, source, NOW);
  const { frames, error } = await answerForecast({ refId: 'A', model, from: NOW - DAY, to: NOW }, context);
  expect(error).toBeUndefined();
  return frames;
}

it('seconds that never come cross JSON and Arrow as they are', async () => {
  for (const frame of await framesOf('time-to-threshold', new MemorySource([daily('cart')]))) {
    const [seconds] = decodeJson(JSON.parse(JSON.stringify(encodeJson(frame)))).fields;
    expect([...seconds.values]).toEqual([Infinity]);
    expect(tableFromIPC(encodeArrow(frame)).getChild('seconds')?.get(0)).toBe(Infinity);
  }
});

it.each(['forecast', 'time-to-threshold', 'probability', 'accuracy', 'prediction'])(
  'where no series is, %s is a frame without fields that every door takes',
  async (output) => {
    const frames = await framesOf(output, new MemorySource([]));
    expect(frames).toHaveLength(1);
    expect(frames[0].fields).toEqual([]);
    expect(encodeJson(frames[0]).data.values).toEqual([]);
    expect(tableFromIPC(encodeArrow(frames[0])).numCols).toBe(0);
  }
);

it('what is anomalous and what comes are asked apart: hidden queries answer nothing', async () => {
  const context = forecastContext(pool, new MemorySource([daily('cart')]), NOW);
  const model = { expr: 'x', step: '1h', output: 'forecast', hide: true, forecast: { forecaster: 'seasonal-naive' } };
  const { frames } = await answerForecast({ refId: 'A', model, from: NOW - DAY, to: NOW }, context);
  expect(frames.flatMap(({ fields }) => fields)).toEqual([]);
});

it('an ordinary panel draws lines, of no bound its points', async () => {
  const [frame] = await framesOf('forecast', new MemorySource([daily('cart')]));
  const lines = frame.fields.filter(({ type }) => type === 'number');
  expect(lines.length).toBeGreaterThan(3);
  for (const { config } of lines) {
    expect(config?.custom).toMatchObject({ showPoints: 'never' });
  }
});
