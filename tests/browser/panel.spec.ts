import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from './support/eventually.ts';
import { exploreUrl, plotArea, positionOf, waitForCounts } from './support/explore.ts';
import { spec } from './support/spec.ts';
import type { Stack } from './support/stack.ts';

const HOUR = 3_600_000;

const lastDay = ({ history: { end } }: Stack) => ({ from: end - 24 * HOUR, to: end });

function lastDayUrl(stack: Stack): string {
  const { from, to } = lastDay(stack);
  return exploreUrl({ from: String(from), to: String(to), legendFormat: '{{service}}' });
}

/** Moves the pointer down the graph until it meets a series: where they lie depends on the time of day. */
async function hoverSeries(page: Page, x: number): Promise<void> {
  const facts = page.getByText('Normal range');
  const height = (await plotArea(page).boundingBox())?.height ?? 0;
  for (let y = height * 0.3; y < height; y += 15) {
    await plotArea(page).hover({ position: { x, y } });
    const isMet = await facts.waitFor({ timeout: 400 }).then(
      () => true,
      () => false
    );
    if (isMet) {
      return;
    }
  }
  await facts.waitFor();
}

spec(
  'panel: hovering shows value, expected and score, and one crosshair through graph and score strip',
  async ({ open, stack }) => {
    const page = await open(lastDayUrl(stack));
    await waitForCounts(page, '2 high');
    const { x } = await positionOf(page, stack.history.end - 8 * HOUR, lastDay(stack));
    await hoverSeries(page, x);
    await page.getByText('Expected', { exact: true }).waitFor();
    const crosshairs = await page.evaluate(() => {
      const lines = [document.querySelector('.u-cursor-x'), document.querySelector('.u-wrap > div:last-child > div')];
      return lines.map((line) => line?.getBoundingClientRect().left ?? Number.NaN);
    });
    assert.ok(Math.abs(crosshairs[0] - crosshairs[1]) <= 1.5, `the crosshairs stand at ${crosshairs.join(' and ')}`);
  }
);

spec('panel: a click on an anomaly explains it in a drawer, Escape closes it', async ({ open, stack }) => {
  const page = await open(lastDayUrl(stack));
  await waitForCounts(page, '2 high');
  const [fault] = stack.history.faults;
  await plotArea(page).click({ position: await positionOf(page, fault.from + 60_000, lastDay(stack)) });
  const drawer = page.getByRole('dialog', { name: /Drawer/ });
  await drawer.getByRole('heading', { name: 'Why' }).waitFor();
  const text = await drawer.innerText();
  assert.match(text, /cart/);
  assert.match(text, /expected/);
  assert.match(text, /High/);
  await drawer.getByRole('button', { name: 'Earlier' }).click();
  await eventually(async () => assert.match(await drawer.innerText(), /payment/));
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

spec('panel: the legend isolates a series and brings the others back', async ({ open, stack }) => {
  const page = await open(lastDayUrl(stack));
  await waitForCounts(page, '2 high');
  const cart = page.getByRole('button', { name: 'cart', exact: true });
  await cart.click();
  await waitForCounts(page, '1 high');
  await cart.click();
  await waitForCounts(page, '2 high');
});

spec('panel: the keyboard reaches the graph and lists the anomalies', async ({ open, stack }) => {
  const page = await open(lastDayUrl(stack));
  await waitForCounts(page, '2 high');
  await page.getByRole('button', { name: 'Anomalies: 2 high' }).focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByText('2 in this time range').waitFor();
  await drawer.getByRole('button', { name: /cart/ }).first().click();
  await drawer.getByRole('heading', { name: 'Why' }).waitFor();
});

spec('panel: light and dark change the whole page and are remembered', async ({ open, stack }) => {
  const page = await open(lastDayUrl(stack));
  await waitForCounts(page, '2 high');
  const canvasColour = () =>
    page.evaluate(
      () => getComputedStyle(document.querySelector('main')?.parentElement ?? document.body).backgroundColor
    );
  const dark = await canvasColour();
  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  await eventually(async () => assert.notEqual(await canvasColour(), dark));
  await page.reload();
  await waitForCounts(page, '2 high');
  assert.notEqual(await canvasColour(), dark);
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  await eventually(async () => assert.equal(await canvasColour(), dark));
});
