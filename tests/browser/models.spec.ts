import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { exampleModel } from '../../backend/detectors/onnx-model/example.ts';
import { seriousViolations } from './support/axe.ts';
import { exploreUrl, waitForCounts } from './support/explore.ts';
import { assertChooserIsWhole } from './support/grafana-reset.ts';
import { spec } from './support/spec.ts';

const MODELS = '/a/nightjar-ml-app/models';

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function chooseFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await page.getByLabel('ONNX file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function describeFile(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Any other' }).check({ force: true });
  await page.getByLabel('Window, points').fill('12');
  await choose(page, 'The output is', 'The next value');
}

for (const theme of ['dark', 'light'] as const) {
  spec(`models: a model is uploaded, used by its name and deleted, ${theme}`, async ({ open }) => {
    const page = await open('/', { theme });
    await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click();
    await page.getByText('No models yet').waitFor();
    assert.deepEqual(await page.locator('nav [aria-current="page"]').allInnerTexts(), ['Models']);
    await assertChooserIsWhole(page, page.getByLabel('ONNX file'));
    assert.deepEqual(await seriousViolations(page), []);

    const name = `trimmed-${theme}`;
    await chooseFile(page, `${name}.onnx`, exampleModel());
    await describeFile(page);
    assert.deepEqual(await seriousViolations(page), []);
    await page.getByRole('button', { name: 'Check and upload' }).click();
    await page.getByText(`${name} passed all checks`).waitFor({ timeout: 60_000 });
    await page.getByText(name, { exact: true }).click();
    await page.getByText('TopK 1').waitFor();
    assert.deepEqual(await seriousViolations(page), []);

    const explore = await open(exploreUrl({ detector: 'onnx-model' }), { theme });
    await waitForCounts(explore, '2 high');
    await explore.getByRole('button', { name: /Options/ }).click();
    await choose(explore, 'Model', new RegExp(name));
    await explore.getByRole('combobox', { name: 'Model' }).waitFor();
    await waitForCounts(explore, '2 high');

    // By keyboard alone: to the button, and in the dialog that asks.
    await page.getByRole('button', { name: `Delete ${name}` }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/will fail from then on/).waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('No models yet').waitFor();
  });
}

spec(
  'models: what is wrong with a file is said in plain words, and the form keeps what was typed',
  async ({ open }) => {
    const page = await open(MODELS, { expectProblems: [/400/, /Failed to load/] });
    await chooseFile(page, 'page.onnx', new TextEncoder().encode('<html>'));
    await page.getByRole('button', { name: 'Check and upload' }).click();
    await page.getByText(/damaged or no ONNX file/).waitFor();
    await chooseFile(page, 'trimmed.onnx', exampleModel());
    await page.getByRole('button', { name: 'Check and upload' }).click();
    await page.getByText(/declare which input takes the values \(window\)/).waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'trimmed');
  }
);
