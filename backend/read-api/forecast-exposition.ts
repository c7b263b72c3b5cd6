import { QUANTILE_LABEL } from '../../contract/forecast.ts';
import { FORECAST_METRICS } from '../../contract/monitor.ts';
import type { Labels } from '../series/series.ts';
import { labelsKey } from '../series/series.ts';
import type { Owner } from '../store/owner.ts';
import { header, labelText } from './exposition.ts';
import { formatValue, inOrder } from './format-reply.ts';
import { RESULT_HELP } from './result-help.ts';
import type { ResultReader } from './result-reader.ts';
import { selectResults } from './select-results.ts';

const LEFT_OUT = 'nightjar_forecasts_left_out';

/**
 * What forecast monitors of some owners foretell of `now` (ms), and how near their limits are, in Prometheus's text format without times. Of at most `most` series; a gauge tells
 * how many were left out. Empty where there are none.
 */
export async function forecastExposition(
  reader: ResultReader,
  owners: readonly Owner[],
  now: number,
  most: number
): Promise<string> {
  const grid = { start: now, step: 1, count: 1 };
  const names = Object.values(FORECAST_METRICS);
  const matchers = [{ label: '__name__', op: '=~', value: names.join('|') }] as const;
  const found = (await Promise.all(owners.map((owner) => selectResults(reader, owner, matchers, grid, null)))).flat();
  if (found.length === 0) {
    return '';
  }
  const ordered = inOrder(found);
  const watched = new Set(ordered.map(({ labels }) => seriesKey(labels)));
  const shown = new Set([...watched].slice(0, most));
  const blocks = names.map((name) => {
    const lines = ordered
      .filter(({ labels }) => labels.__name__ === name && shown.has(seriesKey(labels)))
      .map(({ labels: { __name__: _name, ...labels }, values }) => {
        return `${name}{${labelText(labels)}} ${formatValue(values[0])}`;
      });
    return lines.length > 0 ? [...header(name, RESULT_HELP[name]), ...lines] : [];
  });
  const help =
    'Series of forecast monitors that are not among the metrics, since there are too many (metricsMaxSeries).';
  const leftOut = [...header(LEFT_OUT, help), `${LEFT_OUT} ${watched.size - shown.size}`];
  return `${[...blocks.flat(), ...leftOut].join('\n')}\n`;
}

/** What the metrics of one watched series have in common. A series' own label `quantile` is there under another name in some of them: it does not count. */
function seriesKey({ __name__: _name, ...labels }: Labels): string {
  return labelsKey(Object.fromEntries(Object.entries(labels).filter(([name]) => !name.endsWith(QUANTILE_LABEL))));
}
