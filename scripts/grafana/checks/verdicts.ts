import type { Page } from 'playwright-core';
import type { DetectionRecord } from '../../../backend/monitors/api-records.ts';
import { ask, column } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Bench, Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { NightjarApi } from '../nightjar-api.ts';
import { monitorQuery, NAMES } from '../resources.ts';
import { watchedMonitor } from '../watched-monitor.ts';

/** Requests in flight of checkout beyond the usual: a smaller fault than what the history holds. */
const FAULT = 45;
/** Longer than detection takes. */
const ENOUGH_S = 60;

/** What people say changes what is marked, as the preview told. */
export const VERDICT_CHECKS: readonly Check[] = [
  {
    name: 'a verdict, applied, changes the next result as the preview said, and is taken back',
    run: async (bench) => {
      const { grafana, prometheus, browser } = bench;
      const { metrics } = prometheus;
      const api = new NightjarApi(grafana);
      const { id } = await watchedMonitor(bench);
      try {
        metrics.setFault(FAULT);
        const first = await detected(bench, id, Date.now());
        await holds(30);
        metrics.setFault(0);
        await closed(bench, id, first.id);

        const { page, problems } = await browser.open(`/a/nightjar-ml-app/monitors/${id}?ds=${NAMES.datasource}`);
        await sayFalse(page);
        await browser.picture(page, 'verdict');
        const told = await previewAndApply(bench, page, id, first.id);

        metrics.setFault(FAULT);
        const began = Date.now();
        await holds(ENOUGH_S);
        const found = (await api.detections(id)).filter(({ end }) => end >= began);
        const severity = found[0]?.severity ?? null;
        demand(severity === told.severityAfter, `the preview said ${told.severityAfter}, and it is ${severity}`);
        const beyond = await beyondBand(bench, id, began);
        demand(beyond > 1, `${beyond} instants of the second fault were evaluated`);

        await page.getByRole('button', { name: 'Take back', exact: true }).first().click();
        await page.getByText('Taken back: it counts from the next evaluation on.').waitFor();
        await detected(bench, id, Date.now());
        await page.close();
        demand(problems.length === 0, problems.join('\n'));
      } finally {
        metrics.setFault(0);
      }
    },
  },
];

const holds = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A detection of the monitor that lasts beyond `began`, ms. */
function detected({ grafana }: Bench, monitor: string, began: number): Promise<DetectionRecord> {
  return until('the fault is detected', 120, async () => {
    const [newest] = await new NightjarApi(grafana).detections(monitor);
    return newest && newest.end >= began ? newest : null;
  });
}

/** How many of checkout's values since `began` the monitor saw above what it expects. */
async function beyondBand({ grafana }: Bench, monitor: string, began: number): Promise<number> {
  const { frames } = await ask(grafana, monitorQuery(monitor, 'anomalies'), began, Date.now());
  const checkout = frames.find(({ schema }) => schema.fields.some(({ labels }) => labels?.service === 'checkout'));
  demand(checkout !== undefined, 'the monitor has no results of checkout');
  const [times, values, uppers] = ['time', 'value', 'upper'].map((name) => column(checkout, name) as number[]);
  return times.filter((time, i) => time >= began && values[i] > uppers[i]).length;
}

async function closed({ grafana }: Bench, monitor: string, detection: string): Promise<void> {
  await until('the detection is closed', 120, async () => {
    const all = await new NightjarApi(grafana).detections(monitor);
    return all.every(({ id, open }) => id !== detection || !open) ? true : null;
  });
}

/** Says of the newest detection that it was none. */
async function sayFalse(page: Page): Promise<void> {
  const row = page.getByRole('row').nth(1);
  await row.getByRole('button', { name: 'False', exact: true }).click({ timeout: 60_000 });
  await row.getByText(/^False, said/).waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
}

/** Looks at what the verdicts would change and applies it; gives what was told of the detection. */
async function previewAndApply({ grafana, browser }: Bench, page: Page, monitor: string, detection: string) {
  await page.getByRole('tab', { name: 'Feedback' }).click();
  await page.getByRole('button', { name: 'Show what applying would change' }).click();
  const apply = page.getByRole('button', { name: 'Apply the verdicts' });
  await apply.scrollIntoViewIfNeeded({ timeout: 60_000 });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
  await browser.picture(page, 'feedback-preview');
  const { changed } = await new NightjarApi(grafana).previewFeedback(monitor);
  const told = changed.find(({ id }) => id === detection);
  demand(told !== undefined, 'the preview does not tell of the detection said false');
  await apply.click();
  await page.getByText('Applied: it counts from the next evaluation on.').waitFor();
  return told;
}
