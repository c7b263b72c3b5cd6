import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { forecastReply, predictionReply } from '../../backend/forecasts/forecast-record.ts';
import type { ForecasterReply } from '../../backend/routes/forecasters/forecasters-route.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { DAY, MONDAY, daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import type { Context } from './plugin-client.ts';
import { launchPlugin } from './plugin-process.ts';
import type { PluginProcess } from './plugin-process.ts';

const HOUR = 3_600_000;
const NOW = MONDAY + 21 * DAY;
const prometheus = new FakePrometheus();
let plugin: PluginProcess;
let context: Context;

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(180_000);

beforeAll(async () => {
  const executable = join(await builtPlugin(), 'gpx_nightjar_linux_amd64');
  prometheus.series = [daily('cart', 1), daily('shop', 2)];
  context = { jsonData: { prometheusUrl: await prometheus.start() }, secureJsonData: {} };
  plugin = await launchPlugin(executable, {});
});

afterAll(async () => {
  expect(await plugin.stop()).toEqual({ code: 0, signal: null });
  await prometheus.stop();
});

const model = { expr: 'requests', step: '1h', trainingWindow: '14d' };
const forecast = { horizon: '1d', limit: { value: 125, expr: '', side: 'above' } };

async function ask(query: object): Promise<Table[]> {
  const range = { from: NOW - 600_000, to: NOW };
  const { responses } = await plugin.client.queryData(context, [{ refId: 'A', model: query, ...range }], {
    FromAlert: 'true',
  });
  expect(responses.A).toMatchObject({ status: 200, error: '' });
  return (responses.A.frames ?? []).map((frame) => tableFromIPC(frame));
}

async function call<T>(method: string, path: string, body: object | string = ''): Promise<{ status: number; data: T }> {
  const reply = await plugin.client.resource(context, method, path, body);
  return { status: reply.status, data: JSON.parse(reply.body) as T };
}

it('a rule is given one number a series, as what Grafana knows for numbers', async () => {
  const tables = await ask({ ...model, output: 'probability', forecast });
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    expect([table.numRows, table.schema.fields.map(({ name }) => name)]).toEqual([1, ['probability']]);
    expect(JSON.parse(table.schema.metadata.get('meta') ?? '{}')).toMatchObject({
      type: 'numeric-multi',
      typeVersion: [0, 1],
      custom: { nightjarForecast: { output: 'probability', origin: NOW, horizon: DAY } },
    });
    expect(table.getChild('probability')?.get(0)).toBeGreaterThan(0.5);
  }
});

it('every registered forecaster forecasts in the built plugin', async () => {
  const { data } = await call<{ forecasters: ForecasterReply[] }>('GET', 'api/v1/forecasters');
  expect(data.forecasters.map(({ id }) => id)).toEqual(expect.arrayContaining(['auto', 'seasonal-naive', 'mstl']));
  for (const { id } of data.forecasters) {
    const [table] = await ask({ ...model, output: 'forecast', forecast: { ...forecast, forecaster: id } });
    const mean = table.getChild('mean');
    const [first, last] = [mean?.get(table.numRows - 24) as number, mean?.get(table.numRows - 1) as number];
    expect([id, table.numRows, first > 50 && first < 200, last > 50 && last < 200]).toEqual([id, 26, true, true]);
  }
});

it('the routes give records of forecasts and predictions, and say what is wrong', async () => {
  const body = { ...model, forecast, at: NOW };
  const { data } = await call('POST', 'api/v1/forecasts', body);
  const { forecasts } = forecastReply.parse(data);
  expect(forecasts.map(({ labels, step }) => [labels.service, step])).toEqual([
    ['cart', HOUR],
    ['shop', HOUR],
  ]);
  const { data: predicted } = await call('POST', 'api/v1/predictions/error_probability', body);
  const { predictions } = predictionReply.parse(predicted);
  expect(predictions.map(({ value }) => value)).toEqual(forecasts.map(({ hits }) => hits?.probability));
  const wrong = await call<{ error: { message: string } }>('POST', 'api/v1/forecasts', {
    ...body,
    forecast: { level: 0 },
  });
  expect([wrong.status, wrong.data.error.message]).toEqual([400, expect.stringContaining('level')]);
  expect((await call('POST', 'api/v1/predictions/tarot', body)).status).toBe(400);
});
