import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from './support/eventually.ts';
import { exploreUrl } from './support/explore.ts';
import { spec } from './support/spec.ts';

interface Asked {
  readonly detector?: string;
}

/** Runs the query again until what `auto` chose is there. */
async function untilChosen(page: Page): Promise<void> {
  const pin = page.getByRole('button', { name: /^Pin / });
  await eventually(async () => {
    await page.getByRole('button', { name: 'Run query' }).click();
    await pin.first().waitFor({ timeout: 2_000 });
  });
}

spec('auto: a new query takes it, says what it chose after the next refresh, and pins it', async ({ open }) => {
  const page = await open(exploreUrl({ detector: 'auto' }));
  await page
    .getByText(/Still choosing|Chose /)
    .first()
    .waitFor();
  await untilChosen(page);
  const pin = page.getByRole('button', { name: /^Pin / }).first();
  const name = ((await pin.innerText()) ?? '').replace(/^Pin /, '');
  const request = page.waitForRequest((one) => one.url().endsWith('/query') && one.postData() !== null);
  await pin.click();
  const { queries } = (await request).postDataJSON() as { queries: Asked[] };
  assert.notEqual(queries[0].detector, 'auto');
  await eventually(async () => assert.equal(await page.getByRole('combobox', { name: /Detector/ }).inputValue(), name));
  assert.equal(await page.getByRole('button', { name: /^Pin / }).count(), 0);
});

spec('auto: stands first in the list, and a blank query begins with it', async ({ open }) => {
  const page = await open('/explore');
  const picker = page.getByRole('combobox', { name: /Detector/ });
  await eventually(async () => assert.equal(await picker.inputValue(), 'Auto'));
  await picker.click();
  assert.match(await page.getByRole('option').first().innerText(), /^Auto/);
});

spec('auto: a query saved before there was auto keeps its detector', async ({ open }) => {
  const page = await open('/explore');
  const request = page.waitForRequest((one) => one.url().endsWith('/query') && one.postData() !== null);
  await page.goto(new URL(exploreUrl(), page.url()).href);
  const { queries } = (await request).postDataJSON() as { queries: Asked[] };
  assert.equal(queries[0].detector, 'seasonal');
  await eventually(async () =>
    assert.equal(await page.getByRole('combobox', { name: /Detector/ }).inputValue(), 'Seasonal')
  );
});

spec('ensemble: its members are chosen by keyboard', async ({ open }) => {
  const page = await open(exploreUrl({ detector: 'ensemble' }));
  await page.locator('canvas').first().waitFor();
  await page
    .getByRole('button', { name: /Options/ })
    .first()
    .click();
  const members = page.getByRole('combobox', { name: 'Members' });
  await members.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'mad' }).waitFor();
  await members.pressSequentially('mad', { delay: 200 });
  await eventually(async () => assert.match(await page.getByRole('option').first().innerText(), /^mad/));
  const request = page.waitForRequest((one) => one.postData()?.includes('"members"') ?? false);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run query' }).click();
  const { queries } = (await request).postDataJSON() as { queries: { settings: { members: string[] } }[] };
  assert.deepEqual(queries[0].settings.members, ['seasonal', 'ewma', 'quantile', 'mad']);
});
