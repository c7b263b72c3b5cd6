import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { DEMO_QUERIES, DEMO_STEP } from '../../demo/queries.ts';
import type { Fault } from '../../demo/shop/faults.ts';
import { startDemoProcess } from './support/demo-process.ts';
import { tableRows } from './support/explore.ts';
import { spec } from './support/spec.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The faults of the last four days that are over, the latest first. */
async function pastFaults(shopUrl: string): Promise<Fault[]> {
  const now = Date.now();
  const reply = await fetch(`${shopUrl}/faults?from=${now - 4 * DAY}&to=${now}`);
  const { faults } = (await reply.json()) as { faults: Fault[] };
  return faults.filter(({ end }) => end < now - HOUR / 2).sort((a, b) => b.start - a.start);
}

/** The console's address of the demo's query that shows the fault's signal, half a day around the fault. */
function pathOf({ signal, start, end }: Fault): string | null {
  const query = DEMO_QUERIES.find(({ id }) => id === signal);
  const around = { from: String(start - 6 * HOUR), to: String(Math.min(end + 6 * HOUR, Date.now())) };
  return (
    (query &&
      `/explore?${new URLSearchParams({ expr: query.expr, legendFormat: query.legendFormat, step: DEMO_STEP, ...around })}`) ??
    null
  );
}

/** Waits for the whole answer: models of the range may still be fitted when the first part of it is in view. */
async function answered(page: Page): Promise<void> {
  await page.getByText(/^(\d+ anomal(y|ies)|No anomaly of the chosen severity.*)$/).waitFor();
  await page
    .getByText(/Fitting models/)
    .first()
    .waitFor({ state: 'detached' });
}

/** Whether a row of the anomalies table is of the fault's service and begins while it lasts. */
function marks(row: readonly string[], { service, start, end }: Fault): boolean {
  const at = Date.parse(`${row[0].replace(' ', 'T')}Z`);
  const severe = row.some((cell) => /^(Medium|High)$/.test(cell));
  return severe && row.includes(service) && at >= start - 5 * 60_000 && at <= end;
}

spec(
  'demo: npm start’s launcher prints an address that shows the shop, and its faults are marked',
  async ({ open }) => {
    const demo = await startDemoProcess();
    let status: number | null = null;
    try {
      const { origin, pathname, search } = new URL(demo.address);
      const first = await open(pathname + search, { engine: origin });
      await answered(first);
      assert.ok((await first.getByRole('button', { name: 'checkout', exact: true }).count()) > 0, 'the shop is shown');

      const faults = await pastFaults(demo.shopUrl);
      assert.ok(faults.length >= 4, `${faults.length} faults in four days`);
      const looked: string[] = [];
      let marked = 0;
      for (const fault of faults) {
        const path = pathOf(fault);
        if (path && marked < 2 && looked.length < 4) {
          const page = await open(path, { engine: origin });
          await answered(page);
          looked.push(fault.id);
          marked += (await tableRows(page)).some((row) => marks(row, fault)) ? 1 : 0;
          await page.close();
        }
      }
      assert.equal(marked, 2, `${marked} of ${looked.join(', ')} are marked`);
    } finally {
      status = await demo.close();
    }
    assert.equal(status, 0);
  }
);
