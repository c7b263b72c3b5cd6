import { TextLink } from '@grafana/ui';
import type { WatchedForecast } from '../../api/forecasts.ts';
import { durationText } from '../../ui/forecast/model/duration-text.ts';
import { labelKey, seriesName } from '../../ui/forecast/model/series-name.ts';
import { urgencyOf } from '../../ui/forecast/model/urgency.ts';
import { forecastPaths } from '../../ui/forecast/paths.ts';
import { UrgencyMark } from '../../ui/forecast/UrgencyMark.tsx';
import { shownLine } from '../../ui/text/shown-text.ts';
import { Rows } from './Rows.tsx';
import { forecastWords } from './words.ts';

export interface ForecastsDueProps {
  readonly ds: string;
  /** The most urgent first. */
  readonly rows: readonly WatchedForecast[];
}

const MOST = 5;

/** Forecasts that are past their limit, or hit it. */
export function ForecastsDue({ ds, rows }: ForecastsDueProps) {
  const due = rows.filter(({ hits }) => ['past', 'likely', 'possible'].includes(urgencyOf(hits)));
  if (due.length === 0) {
    return <Rows none={rows.length === 0 ? forecastWords.noMonitors() : forecastWords.none()} rows={[]} />;
  }
  return (
    <Rows
      none=""
      rows={due.slice(0, MOST).map((row) => ({
        key: `${row.monitor.id} ${labelKey(row.labels)}`,
        mark: <UrgencyMark urgency={urgencyOf(row.hits)} />,
        title: (
          <TextLink href={forecastPaths.watched(ds, row.monitor.id, row.labels)} inline={false}>
            {shownLine(row.monitor.name, 120)}
          </TextLink>
        ),
        detail: shownLine(seriesName(row.labels, ''), 160),
        aside: whenText(row),
      }))}
    />
  );
}

function whenText({ hits, horizon }: WatchedForecast): string {
  switch (urgencyOf(hits)) {
    case 'past':
      return forecastWords.past();
    case 'likely':
      return forecastWords.likely(durationText(hits?.p50 ?? horizon));
    default:
      return forecastWords.possible(durationText(horizon));
  }
}
