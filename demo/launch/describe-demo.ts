import { DEMO_QUERIES, DEMO_STEP } from '../queries.ts';
import type { Fault } from '../shop/faults.ts';
import type { Demo } from './start-demo.ts';

const HOUR = 3_600_000;
/** Earlier faults that are pointed at beside the newest. */
const EARLIER = 3;
/** A fault younger than this may not show yet. */
const SETTLED_MS = 5 * 60_000;

/** The console's address of one demo query from a time of Grafana's notation on. */
function consoleAddress(consoleUrl: string, id: string, range: Readonly<Record<string, string>>): string {
  const { expr, legendFormat } = DEMO_QUERIES.find((one) => one.id === id) ?? DEMO_QUERIES[0];
  const search = new URLSearchParams({ expr, step: DEMO_STEP, legendFormat, ...range });
  return `${consoleUrl}/explore?${search.toString()}`;
}

/** The address that shows the newest fault and goes on with the present. */
function presentAddress(consoleUrl: string, newest: Fault | undefined, now: number): string {
  const from = newest && newest.start < now - 22 * HOUR ? 'now-48h' : 'now-24h';
  return consoleAddress(consoleUrl, newest?.signal ?? 'traffic', { from, to: 'now', refresh: '1m' });
}

/** The address of the hours around an earlier fault. */
function pastAddress(consoleUrl: string, { signal, start, end }: Fault, now: number): string {
  const to = Math.min(now, end + 6 * HOUR);
  return consoleAddress(consoleUrl, signal, { from: String(start - 6 * HOUR), to: String(to) });
}

const name = ({ type, service, start }: Fault): string =>
  `${type} of ${service} on ${new Date(start).toISOString().slice(0, 16).replace('T', ' at ')} UTC`;

/** What is printed when the demo is up. `faults`: those of the last days, by start. */
export function describeDemo(demo: Demo, faults: readonly Fault[], prometheus: boolean, now: number): string {
  const { consoleUrl, prometheusUrl, shopUrl } = demo;
  const [newest, ...earlier] = faults.filter(({ start }) => start < now - SETTLED_MS).reverse();
  const lines = [
    '',
    `The console:  ${presentAddress(consoleUrl, newest, now)}`,
    ...(newest ? [`  shows the ${name(newest)}. ${newest.description}`] : []),
    ...earlier
      .slice(0, EARLIER)
      .map((fault) => `Before it, the ${name(fault)}:\n  ${pastAddress(consoleUrl, fault, now)}`),
    '',
    `${prometheus ? 'Prometheus: ' : 'The replay: '}  ${prometheusUrl}`,
    `The shop:     ${shopUrl}/metrics, its faults: ${shopUrl}/faults`,
    'A fault now:  npm run -s demo -- fault latency_spike payments',
    '',
    'Ctrl-C ends it all; the history is kept for the next start.',
  ];
  return lines.join('\n');
}
