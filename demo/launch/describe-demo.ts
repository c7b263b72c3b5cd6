import { DEMO_QUERIES, DEMO_STEP } from '../queries.ts';
import type { Demo } from './start-demo.ts';

/** The console's address of one demo query over the last two days: the newest fault lies within them. */
export function consoleAddress(consoleUrl: string, id: string): string {
  const query = DEMO_QUERIES.find((one) => one.id === id) ?? DEMO_QUERIES[0];
  const { expr, legendFormat } = query;
  const search = new URLSearchParams({
    expr,
    step: DEMO_STEP,
    legendFormat,
    from: 'now-24h',
    to: 'now',
    refresh: '1m',
  });
  return `${consoleUrl}/explore?${search.toString()}`;
}

/** What is printed when the demo is up. */
export function describeDemo({ consoleUrl, prometheusUrl, shopUrl }: Demo, prometheus: boolean): string {
  return `
The console:  ${consoleAddress(consoleUrl, 'traffic')}
${DEMO_QUERIES.slice(1, 5)
  .map((query) => `  ${query.title}: ${consoleAddress(consoleUrl, query.id)}`)
  .join('\n')}
${prometheus ? 'Prometheus' : 'The replay'}:   ${prometheusUrl}
The shop:     ${shopUrl}/metrics, its faults: ${shopUrl}/faults
A fault now:  npm run -s demo -- fault latency_spike payments

Ctrl-C ends it all; the history is kept for the next start.`;
}
