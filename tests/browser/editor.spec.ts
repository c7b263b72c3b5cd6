import assert from 'node:assert/strict';
import { eventually } from './support/eventually.ts';
import { exploreUrl, waitForCounts } from './support/explore.ts';
import { BUMPY_METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';
import type { Stack } from './support/stack.ts';

/** Models fitted so far by the stack's engine, by its own count. */
async function fits({ engine }: Stack): Promise<number> {
  const text = await (await fetch(`${engine.url}/metrics`)).text();
  return [...text.matchAll(/^nightjar_fits_total(?:\{[^}]*\})? (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0
  );
}

spec('editor: typing completes with names of this Prometheus, and Shift+Enter runs', async ({ open }) => {
  const page = await open('/explore');
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.type('sum by (service) (shop_');
  await page.locator('.cm-tooltip-autocomplete').getByText('shop_requests_rate').click();
  await page.keyboard.press('End');
  await eventually(async () => assert.match(await editor.innerText(), /^sum by \(service\) \(shop_requests_rate\)?/));
  await page.keyboard.press('Shift+Enter');
  await waitForCounts(page, '2 high');
  assert.match(new URL(page.url()).searchParams.get('expr') ?? '', /^sum by \(service\) \(shop_requests_rate\)$/);
});

spec('editor: completes labels and their values', async ({ open }) => {
  const page = await open('/explore');
  await page.locator('.cm-content').click();
  await page.keyboard.type('shop_requests_rate{serv');
  await page.locator('.cm-tooltip-autocomplete').getByText('service', { exact: true }).click();
  await page.keyboard.type('="pay');
  await page.locator('.cm-tooltip-autocomplete').getByText('payment').waitFor();
});

spec('editor: the form of a detector is made from its schema, and its settings reach the engine', async ({ open }) => {
  const page = await open(exploreUrl());
  await waitForCounts(page, '2 high');
  await page.getByRole('combobox', { name: /Detector/ }).click();
  await page.getByRole('option', { name: /Isolation forest/i }).click();
  await page.getByRole('button', { name: /Options/ }).click();
  const contamination = page.getByRole('spinbutton', { name: /contamination/i });
  await contamination.fill('0.2');
  const request = page.waitForRequest((one) => one.url().endsWith('/query') && (one.postData() ?? '').includes('0.2'));
  await contamination.press('Enter');
  const { queries } = (await request).postDataJSON() as { queries: Array<Record<string, unknown>> };
  assert.equal(queries[0].detector, 'isolation-forest');
  assert.deepEqual(queries[0].settings, { contamination: 0.2 });
  assert.equal(new URL(page.url()).searchParams.get('detector'), 'isolation-forest');
});

spec('editor: what does not parse is underlined, with the reason', async ({ open }) => {
  const page = await open('/explore');
  await page.locator('.cm-content').click();
  await page.keyboard.type('rate(shop_requests_rate');
  await page.keyboard.press('End');
  await page.locator('.cm-lintRange-error').first().hover();
  await page.locator('.cm-tooltip-lint .cm-diagnostic-error').first().waitFor();
});

spec('editor: a setting out of its range is refused with the reason and reaches no engine', async ({ open }) => {
  const page = await open(exploreUrl({ detector: 'isolation-forest' }));
  await waitForCounts(page, '2 high');
  await page.getByRole('button', { name: /Options/ }).click();
  const asked: string[] = [];
  page.on('request', (one) => asked.push(one.postData() ?? ''));
  const contamination = page.getByRole('spinbutton', { name: /contamination/i });
  await contamination.fill('7');
  await contamination.press('Enter');
  await page.getByText(/^(At most|Below) 0?\.5/).waitFor();
  const window = page.getByRole('textbox', { name: /Training window/i });
  await window.fill('a week or so');
  await window.press('Enter');
  await page.getByText(/Write a duration|such as 14d/).waitFor();
  assert.deepEqual(
    asked.filter((body) => body.includes('contamination') || body.includes('week')),
    []
  );
  assert.equal(new URL(page.url()).searchParams.get('settings'), null);
});

spec('editor: sensitivity changes the marks without fitting a model again', async ({ open, stack }) => {
  const page = await open(exploreUrl({ expr: BUMPY_METRIC, minSeverity: 'low', sensitivity: '0.4' }));
  await page.getByText(/Anomalies: \d/).waitFor();
  await page.getByText(/Fitting models: /).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Options/ }).click();
  const slider = page.getByRole('slider', { name: 'Sensitivity' });
  const moveTo = async (key: 'Home' | 'End', sensitivity: string) => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/query'));
    await slider.focus();
    await slider.press(key);
    await answered;
    await eventually(async () => assert.equal(new URL(page.url()).searchParams.get('sensitivity'), sensitivity));
  };
  const marks = async () => {
    const sum = await page
      .getByRole('button', { name: /anomalies/i })
      .first()
      .innerText();
    return [...sum.matchAll(/\d+/g)].reduce((total, [count]) => total + Number(count), 0);
  };
  const fitted = await fits(stack);
  assert.ok(fitted > 0);
  await moveTo('Home', '0');
  const few = await marks();
  await moveTo('End', '1');
  // The picture follows the answer a moment later.
  const many = await eventually(async () => {
    const count = await marks();
    assert.ok(count > few, `${count} marks at sensitivity 1, ${few} at 0`);
    return count;
  });
  assert.ok(many > few);
  assert.equal(await fits(stack), fitted);
});

spec('editor: an output the panel cannot draw is explained', async ({ open }) => {
  const page = await open(exploreUrl());
  await waitForCounts(page, '2 high');
  await page.getByRole('radio', { name: 'Intervals' }).click({ force: true });
  await page.getByText('A table of intervals').waitFor();
});

spec('editor: nothing of it is drawn outside of it before there is a tooltip', async ({ open }) => {
  const page = await open('/explore');
  await page.locator('.cm-content').waitFor();
  const heights = await page.evaluate(() =>
    Array.from(document.body.children, (element) =>
      element.querySelector('.cm-editor') ? 0 : element.getBoundingClientRect().height
    )
  );
  assert.equal(Math.max(...heights), 0);
});
