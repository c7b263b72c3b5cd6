import assert from 'node:assert/strict';
import { eventually } from './support/eventually.ts';
import { waitForCounts } from './support/explore.ts';
import { METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';
import type { Stack } from './support/stack.ts';

const NAME = 'Requests of the cart';

/** Makes a monitor whose series has just left its band, and waits until it has said so. Gives its id. */
async function makeMonitor({ engine }: Stack): Promise<string> {
  const broken = Math.floor(Date.now() / 1000) - 120;
  const body = {
    spec: {
      name: NAME,
      queries: [{ expr: `${METRIC}{service="cart"} + 1000 * (time() > bool ${broken})`, legend: 'cart' }],
      detector: 'mad',
      step: '15s',
      // Without the fault that the history has five hours ago, which would make less of this one at some hours of the day.
      training: { window: '3h' },
    },
  };
  const made = await fetch(`${engine.url}/api/v1/monitors`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(made.status, 200);
  const { id } = (await made.json()) as { id: string };
  await eventually(async () => {
    const search = new URLSearchParams({ query: `nightjar_anomaly{nightjar_monitor_id="${id}"} == 1` });
    const { data } = (await (await fetch(`${engine.url}/prometheus/api/v1/query?${search}`)).json()) as {
      data: { result: unknown[] };
    };
    assert.equal(data.result.length, 1);
  }, 60_000);
  return id;
}

spec('monitor query: the editor chooses a monitor, and the panel shows what it detected', async ({ stack, open }) => {
  const monitor = await makeMonitor(stack);
  try {
    const page = await open(`/explore?${new URLSearchParams({ expr: METRIC, from: 'now-15m', to: 'now' })}`);
    await page.getByRole('radio', { name: 'Monitor' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Monitor' }).click();
    await page.getByRole('option', { name: NAME }).click();
    const asked = page.waitForRequest((request) => (request.postData() ?? '').includes(monitor));
    await page.getByRole('button', { name: 'Run query' }).click();
    const { queries } = (await asked).postDataJSON() as { queries: Array<Record<string, unknown>> };
    assert.deepEqual([queries[0].output, queries[0].monitor, queries[0].select], ['monitor', monitor, 'anomalies']);
    await waitForCounts(page, '1 high');
    await page.getByText('cart', { exact: true }).first().waitFor();
    const search = new URL(page.url()).searchParams;
    assert.deepEqual([search.get('output'), search.get('monitor')], ['monitor', monitor]);

    // What is selected stays when the query goes back to its expression.
    await page.getByRole('radio', { name: 'Scores' }).check({ force: true });
    await page.getByRole('radio', { name: 'Query' }).check({ force: true });
    await page.locator('.cm-content').getByText(METRIC).waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Scores' }).isChecked(), true);
  } finally {
    await fetch(`${stack.engine.url}/api/v1/monitors/${monitor}`, { method: 'DELETE' });
  }
});

spec('monitor query: a monitor that is not there is named, and another can be chosen', async ({ open }) => {
  const search = new URLSearchParams({ output: 'monitor', monitor: 'gone', from: 'now-1h', to: 'now' });
  const page = await open(`/explore?${search}`);
  await page.getByText(/has no monitor gone/).waitFor();
  await page
    .getByText(/no monitor.*gone/i)
    .nth(1)
    .waitFor();
});
