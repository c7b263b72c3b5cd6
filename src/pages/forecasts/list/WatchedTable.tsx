import { css } from '@emotion/css';
import { dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { WatchedForecast } from '../../../api/forecasts.ts';
import { AccuracyBadge } from '../../../ui/forecast/AccuracyBadge.tsx';
import { likelihoodText } from '../../../ui/forecast/hit-sentence.ts';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { unitFormat } from '../../../ui/forecast/model/of-record.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import { urgencyOf } from '../../../ui/forecast/model/urgency.ts';
import { forecastPaths } from '../../../ui/forecast/paths.ts';
import { UrgencyMark } from '../../../ui/forecast/UrgencyMark.tsx';
import { durationSpan, rowWords } from '../../../ui/forecast/words.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { forecastListWords } from './words.ts';

export interface WatchedTableProps {
  readonly ds: string;
  readonly rows: readonly WatchedForecast[];
}

/** Kept forecasts, a row a series. */
export function WatchedTable({ ds, rows }: WatchedTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <DataTable
      name={forecastListWords.table()}
      headings={[
        forecastListWords.outlook(),
        forecastListWords.series(),
        forecastListWords.when(),
        forecastListWords.probability(),
        forecastListWords.expected(),
        forecastListWords.limit(),
        forecastListWords.accuracy(),
        forecastListWords.made(),
      ]}
      className={styles.table}
    >
      {rows.map((row) => (
        <Row key={`${row.monitor.id} ${labelKey(row.labels)}`} ds={ds} row={row} />
      ))}
    </DataTable>
  );
}

function Row({ ds, row }: { readonly ds: string; readonly row: WatchedForecast }) {
  const styles = useStyles2(getStyles);
  const { monitor, labels, hits, accuracy, mean, unit, origin, horizon } = row;
  // The metric is the monitor's to name.
  const { __name__: _metric, ...told } = labels;
  const format = unitFormat(unit);
  const whole = durationText(horizon);
  const time = (after: number | null) => (after === null ? `> ${whole}` : durationText(after));
  return (
    <tr>
      <td>
        <span className={styles.outlook}>
          <UrgencyMark urgency={urgencyOf(hits)} />
          {outlookText(row, whole)}
        </span>
      </td>
      <td className={styles.series}>
        <TextLink href={forecastPaths.watched(ds, monitor.id, labels)} inline={false}>
          {monitor.name}
        </TextLink>
        <LabelChips labels={told} />
      </td>
      <td>
        {hits && !hits.isPast && hits.p10 !== null ? durationSpan(time(hits.p10), time(hits.p90)) : rowWords.none()}
      </td>
      <td>{hits ? likelihoodText(hits.probability) : rowWords.none()}</td>
      <td>{forecastListWords.inTime(format(mean), whole)}</td>
      <td>{hits ? format(hits.limit) : rowWords.none()}</td>
      <td>
        <AccuracyBadge accuracy={accuracy} />
      </td>
      <td>{dateTimeFormatTimeAgo(origin)}</td>
    </tr>
  );
}

function outlookText({ hits }: WatchedForecast, horizon: string): string {
  switch (urgencyOf(hits)) {
    case 'past':
      return forecastListWords.past();
    case 'likely':
      return hits?.p50 === null || !hits
        ? forecastListWords.possible(horizon)
        : forecastListWords.likely(durationText(hits.p50));
    case 'possible':
      return forecastListWords.possible(horizon);
    case 'calm':
      return forecastListWords.calm(horizon);
    case 'none':
      return forecastListWords.noLimit();
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ td: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } }),
  outlook: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  series: css({ '&&': { minWidth: 260, width: '40%', whiteSpace: 'normal' } }),
});
