/** Metrics that describe the collecting rather than the collected. */
const ABOUT_COLLECTING =
  /^(ALERTS|up$|scrape_|go_|promhttp_|prometheus_|process_(start|open|max|virtual)|nodejs_|net_conntrack_)/;

/** Parts of histograms and summaries, and constants: nothing to watch by themselves. */
const NO_SERIES_OF_ITS_OWN = /_(bucket|sum|created|info|timestamp_seconds|start_time_seconds)$/;

const MOST = 12;

/** Expressions worth a look made from the names of metrics: counters as rates, others as they are; traffic first. */
export function suggestExpressions(names: readonly string[]): string[] {
  const counter = (name: string) => /_(total|count)$/.test(name);
  return names
    .filter((name) => !ABOUT_COLLECTING.test(name) && !NO_SERIES_OF_ITS_OWN.test(name))
    .sort((a, b) => Number(counter(b)) - Number(counter(a)) || a.localeCompare(b))
    .slice(0, MOST)
    .map((name) => (counter(name) ? `rate(${name}[$__rate_interval])` : name));
}
