import assert from 'node:assert/strict';
import { seriousViolations } from './support/axe.ts';
import { exploreUrl, waitForCounts } from './support/explore.ts';
import { METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

for (const theme of ['dark', 'light'] as const) {
  spec(`accessibility: explore, ${theme}`, async ({ open }) => {
    const page = await open(exploreUrl(), { theme });
    await waitForCounts(page, '2 high');
    await page.getByRole('button', { name: /Options/ }).click();
    await page.getByRole('slider', { name: 'Sensitivity' }).waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });

  spec(`accessibility: the explanation of an anomaly, ${theme}`, async ({ open }) => {
    const page = await open(exploreUrl(), { theme });
    await waitForCounts(page, '2 high');
    await page.getByRole('button', { name: 'Anomalies: 2 high' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /cart/ }).first().click();
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });

  spec(`accessibility: explore without a query, ${theme}`, async ({ open }) => {
    const page = await open('/explore', { theme });
    await page.getByRole('button', { name: 'shop_requests_rate' }).waitFor();
    await page.locator('.cm-content').waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });

  spec(`accessibility: a failed query and a detector's settings, ${theme}`, async ({ open }) => {
    const page = await open(exploreUrl({ expr: 'sum(', detector: 'isolation-forest' }), { theme });
    await page.getByRole('alert').filter({ hasText: 'The query failed' }).waitFor();
    await page.getByRole('button', { name: /Options/ }).click();
    await page.getByRole('spinbutton', { name: /contamination/i }).waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });

  spec(`accessibility: the start page's result and its alert rule, ${theme}`, async ({ open }) => {
    const page = await open('/a/nightjar-ml-app', { theme });
    await page.locator('.cm-content').click();
    await page.keyboard.insertText(METRIC);
    await page.keyboard.press('Shift+Enter');
    await waitForCounts(page, '2 high');
    assert.deepEqual(await seriousViolations(page), []);
    await page.getByRole('button', { name: 'Copy as alert rule' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /copy/i }).waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });

  spec(`accessibility: the start page, ${theme}`, async ({ open }) => {
    const page = await open('/a/nightjar-ml-app', { theme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await seriousViolations(page), []);
  });
}
