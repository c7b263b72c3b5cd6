import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seriousViolations } from './support/axe.ts';
import { BUMPY_METRIC, METRIC } from './support/history.ts';
import { eventually } from './support/eventually.ts';
import { answerRoutes, failure, presets } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

/** The guided form with its live preview. */

const NEW = '/a/nightjar-ml-app/monitors/new';

const filledIn = (params: Readonly<Record<string, string>>) => `${NEW}?${new URLSearchParams(params).toString()}`;

/** Counts questions to the engine about data. */
function countQuestions(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    count += new URL(request.url()).pathname === '/api/v1/query' ? 1 : 0;
  });
  return () => count;
}

/** How many anomalies the legend of the preview tells of. */
async function marked(page: Page): Promise<number> {
  const text = await page.getByRole('button', { name: /(Anomalies: |No anomalies)/ }).innerText();
  return [...text.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
}

/** Waits until nothing is asked any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('button', { name: /(Anomalies: |No anomalies)/ }).waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
}

for (const theme of ['dark', 'light'] as const) {
  spec(`monitor form: filled in from an address, with its preview, ${theme}`, async ({ open }) => {
    const query = JSON.stringify({ detector: 'seasonal', sensitivity: 0.6 });
    const page = await open(filledIn({ expr: METRIC, name: 'From a panel', query }), { theme });
    await page.getByRole('button', { name: 'Anomalies: 2 high' }).waitFor({ timeout: 60_000 });
    assert.equal(await page.getByRole('textbox', { name: /^Name \*/ }).inputValue(), 'From a panel');
    assert.equal(await page.getByRole('combobox', { name: 'Detector' }).inputValue(), 'Seasonal');
    assert.deepEqual(await seriousViolations(page), []);
    await page.getByRole('button', { name: 'Anomalies: 2 high' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /cart/ }).first().click();
    await page.getByRole('heading', { name: 'Why' }).waitFor();
  });
}

spec('monitor form: sensitivity, direction and deviations mark anew without asking the engine', async ({ open }) => {
  const page = await open(filledIn({ expr: BUMPY_METRIC, query: '{"detector":"seasonal"}' }));
  const questions = countQuestions(page);
  await settled(page);
  const [asked, neutral] = [questions(), await marked(page)];
  const slider = page.getByRole('slider', { name: 'Sensitivity' });
  await slider.focus();
  await page.keyboard.press('Home');
  await eventually(async () => assert.ok((await marked(page)) < neutral));
  for (let step = 0; step < 10; step++) {
    await page.keyboard.press('ArrowRight');
  }
  // Back at neutral, where the engine itself said what is marked.
  await eventually(async () => assert.equal(await marked(page), neutral));
  await page.getByRole('radio', { name: 'Below' }).check({ force: true });
  const below = await eventually(async () => {
    const now = await marked(page);
    assert.ok(now < neutral);
    return now;
  });
  await page.getByRole('radio', { name: 'Above' }).check({ force: true });
  await eventually(async () => assert.ok((await marked(page)) > below));
  await page.getByRole('spinbutton', { name: 'Minimum deviation', exact: true }).fill('1000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'No anomalies' }).waitFor();
  assert.equal(questions(), asked);

  // What changes scores is asked, once the form rests, and the picture stays meanwhile.
  await page.getByRole('textbox', { name: 'Training window' }).fill('7d');
  await eventually(() => Promise.resolve(assert.ok(questions() > asked)));
  assert.ok(await page.locator('.u-over').isVisible());
});

spec('monitor form: a query of the start page is watched as it is', async ({ open }) => {
  const address = new URLSearchParams({ expr: METRIC, query: '{"detector":"mad","sensitivity":0.7}' });
  const page = await open(`/a/nightjar-ml-app?${address.toString()}`);
  await page.getByRole('link', { name: 'Watch with a monitor' }).click();
  await page.getByRole('heading', { level: 1, name: 'New monitor' }).waitFor();
  await eventually(async () =>
    assert.match(await page.getByRole('combobox', { name: 'Detector' }).inputValue(), /median/i)
  );
  assert.equal(await page.getByRole('slider', { name: 'Sensitivity' }).getAttribute('aria-valuenow'), '0.7');
});

spec('monitor form: two queries are previewed as one', async ({ open }) => {
  const page = await open(NEW);
  await page.locator('.cm-content').first().click();
  await page.keyboard.insertText(METRIC);
  await page.getByRole('button', { name: 'Add query' }).click();
  await page.locator('.cm-content').nth(1).click();
  await page.keyboard.insertText(BUMPY_METRIC);
  await page.getByRole('textbox', { name: /^Name \*/ }).click();
  await page.getByText(/^4 series x/).waitFor({ timeout: 60_000 });
  await page.getByText(/shop_queue_length.*query="B"/).waitFor();
  await page.getByRole('button', { name: 'Remove query B' }).click();
  await page.getByText(/^3 series x/).waitFor({ timeout: 60_000 });
});

spec('monitor form: a preset fills it in, and another one anew', async ({ open }) => {
  const prepare = async (page: Page) =>
    void (await answerRoutes(page, { 'GET monitors/presets': { body: { presets: presets() } } }));
  const page = await open(filledIn({ preset: 'node-cpu' }), { prepare });
  const name = page.getByRole('textbox', { name: /^Name \*/ });
  await eventually(async () => assert.equal(await name.inputValue(), 'CPU in use'));
  await page.getByRole('combobox', { name: 'Start from a preset' }).click();
  await page.getByRole('option', { name: /HTTP services: Errors/ }).click();
  await eventually(async () => assert.equal(await name.inputValue(), 'Errors'));
});

spec('monitor form: what is wrong is said at its field, and nothing is sent', async ({ open }) => {
  const sent: string[] = [];
  const page = await open(NEW, {
    prepare: async (opened) => {
      const refused = failure(400, 'bad-request', "There is a monitor named 'Taken' already: choose another name.");
      const answered = await answerRoutes(opened, {
        'POST monitors': () => {
          sent.push('POST');
          return refused;
        },
      });
      answered.length = 0;
    },
    expectProblems: [/400/],
  });
  await page.getByRole('textbox', { name: 'Delay' }).fill('soon');
  await page.getByText('Write 0s, or a duration such as 30s.').waitFor();
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await page.getByText('Write the PromQL query to watch.').waitFor();
  await page.getByText('Give it a name.').waitFor();
  await page.getByText('Not saved yet: 3 of the fields need attention.').waitFor();
  await page.mouse.move(0, 0);
  await eventually(async () => assert.deepEqual(await seriousViolations(page), []));
  // By keyboard: the first of them has the focus.
  await page.keyboard.insertText(METRIC);
  await page.getByRole('textbox', { name: 'Delay' }).fill('30s');
  await page.getByRole('textbox', { name: /^Name \*/ }).fill('Taken');
  assert.deepEqual(sent, []);
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await page
    .getByText(/There is a monitor named 'Taken' already/)
    .first()
    .waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Delay' }).inputValue(), '30s');
});

spec('monitor form: leaving it with changes asks first', async ({ open }) => {
  const page = await open(NEW);
  await page.getByRole('textbox', { name: /^Name \*/ }).fill('Half done');
  const leave = page.getByRole('navigation').getByRole('link', { name: 'Models' });
  await leave.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What you changed in this form is lost.').waitFor();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  assert.equal(await page.getByRole('textbox', { name: /^Name \*/ }).inputValue(), 'Half done');
  await leave.click();
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
});

spec('monitor form: a preview that fails says why in its place', async ({ open }) => {
  const page = await open(filledIn({ expr: 'sum(' }), { expectProblems: [/400/] });
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('The preview failed').waitFor();
  await preview.getByText(/parse error/).waitFor();
  assert.deepEqual(await seriousViolations(page), []);
});

spec('monitor form: a query that asks for a forecast makes a monitor that forecasts', async ({ open }) => {
  const query = JSON.stringify({
    output: 'forecast',
    forecast: { horizon: '4d', limit: { value: 500, expr: '', side: 'above' } },
  });
  const page = await open(filledIn({ expr: METRIC, name: 'Ahead', query }), { theme: 'dark' });
  await page.getByRole('radio', { name: 'What comes next' }).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole('radio', { name: 'What comes next' }).isChecked(), true);
  assert.equal(await page.getByRole('textbox', { name: 'Horizon' }).inputValue(), '4d');
  assert.equal(await page.getByRole('textbox', { name: 'Limit' }).inputValue(), '500');
  assert.equal(await page.getByRole('combobox', { name: 'Detector' }).count(), 0);
  assert.deepEqual(await seriousViolations(page), []);
  await page.getByRole('radio', { name: 'Anomalies' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Detector' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Horizon' }).count(), 0);
});
