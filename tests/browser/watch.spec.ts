import assert from 'node:assert/strict';
import { seriousViolations } from './support/axe.ts';
import { METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

/** As Grafana's menus open it; that the menus do is held by the checks in a real Grafana. */
function watchUrl(expr: string, more: Record<string, string> = {}): string {
  const search = new URLSearchParams({ expr, legend: '{{service}}', source: 'panel', name: 'Requests', ...more });
  return `/a/nightjar-ml-app/monitors/new?${search.toString()}`;
}

for (const theme of ['dark', 'light'] as const) {
  spec(`watch: a panel's query fills the form, and what is left of variables is said, ${theme}`, async ({ open }) => {
    const path = watchUrl(`${METRIC}{service="$service"}`, { from: 'now-3h', to: 'now', panel: '/d/shop?viewPanel=4' });
    const page = await open(path, { theme });
    await page.getByText('Filled in from the panel Requests').waitFor();
    await page.getByText('write values in place of $service').waitFor();
    assert.equal(await page.getByRole('textbox', { name: /^Name/ }).inputValue(), 'Requests');
    assert.equal(await page.getByRole('textbox', { name: /^Legend/ }).inputValue(), '{{service}}');
    await page.getByText('Last 3 hours').first().waitFor();
    assert.deepEqual(await seriousViolations(page), []);
    await page.getByRole('button', { name: 'Close alert' }).click();
    await page.getByText('Filled in from the panel Requests').waitFor({ state: 'detached' });
  });
}

spec('watch: a form that nobody filled in says nothing of it', async ({ open }) => {
  const page = await open('/a/nightjar-ml-app/monitors/new');
  await page.getByRole('heading', { name: /What to watch/ }).waitFor();
  assert.equal(await page.getByText(/Filled in from/).count(), 0);
});
