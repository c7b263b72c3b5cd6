import assert from 'node:assert/strict';
import { METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

type Asked = { readonly queries: readonly { readonly output: string; readonly forecast?: object }[] };

spec('forecast query: the editor asks for a forecast with horizon and limit, and draws it', async ({ open }) => {
  const page = await open(`/explore?${new URLSearchParams({ expr: METRIC, from: 'now-6h', to: 'now' })}`);
  const asked = () =>
    page.waitForRequest(
      (request) => request.url().endsWith('/query') && (request.postData() ?? '').includes('"forecast"')
    );
  const first = asked();
  await page.getByRole('radio', { name: 'Forecast' }).first().check({ force: true });
  assert.equal(((await first).postDataJSON() as Asked).queries[0].output, 'forecast');
  await page.getByRole('combobox', { name: /Forecaster/ }).waitFor();

  const horizon = page.getByRole('textbox', { name: 'Horizon' });
  await horizon.fill('soon');
  await horizon.press('Enter');
  await page.getByText('Write a duration such as').waitFor();
  await horizon.fill('2h');
  await horizon.press('Enter');
  const limit = page.getByRole('textbox', { name: 'Limit' });
  await limit.fill('1000');
  const limited = page.waitForRequest((request) => (request.postData() ?? '').includes('"value":1000'));
  await limit.press('Enter');
  const { queries } = (await limited).postDataJSON() as Asked;
  assert.deepEqual(queries[0].forecast, { horizon: '2h', limit: { value: 1000, expr: '', side: 'above' } });
  const inAddress = new URL(page.url()).searchParams;
  assert.deepEqual(JSON.parse(inAddress.get('forecast') ?? '{}'), queries[0].forecast);
  await page.getByRole('group', { name: /^Graph of the forecasts of/ }).waitFor({ timeout: 60_000 });

  // A number that needs a limit says so, and going back to the query keeps what was selected.
  await page.getByRole('radio', { name: 'Probability' }).check({ force: true });
  await limit.fill('');
  await limit.press('Enter');
  await page.getByText('This output needs a limit').waitFor();
  await page.getByRole('radio', { name: 'Query' }).check({ force: true });
  await page.getByRole('combobox', { name: /Detector/ }).waitFor();
  assert.equal(await page.getByRole('radio', { name: 'Anomalies' }).isChecked(), true);
});
