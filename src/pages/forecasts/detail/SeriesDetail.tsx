import { css } from '@emotion/css';
import { useMemo, useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { ForecastLimit } from '../../../../contract/forecast.ts';
import type { ForecastQuestion, ForecastRecord } from '../../../api/forecasts.ts';
import { Backtest } from '../../../ui/forecast/explanation/Backtest.tsx';
import { Facts } from '../../../ui/forecast/explanation/Facts.tsx';
import { Members } from '../../../ui/forecast/explanation/Members.tsx';
import { Notes } from '../../../ui/forecast/explanation/Notes.tsx';
import { Parts } from '../../../ui/forecast/explanation/Parts.tsx';
import { Section } from '../../../ui/forecast/explanation/Section.tsx';
import { backtestWords, explanationWords } from '../../../ui/forecast/explanation/words.ts';
import { Headline } from '../../../ui/forecast/Headline.tsx';
import { ofRecord } from '../../../ui/forecast/model/of-record.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import type { ShownForecast } from '../../../ui/forecast/model/shown-forecast.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { ForecastChart } from './ForecastChart.tsx';
import { Predictions } from './Predictions.tsx';
import { useForecasts } from './use-forecasts.ts';
import { WhatIf } from './WhatIf.tsx';
import { forecastDetailWords } from './words.ts';

export interface SeriesDetailProps {
  readonly datasource: NightjarSource;
  /** What was asked for it: one question, or all those of a monitor. */
  readonly questions: readonly ForecastQuestion[];
  readonly record: ForecastRecord;
  readonly forecast: ShownForecast;
  readonly timeZone: TimeZone;
}

/** Everything about the forecast of one series. */
export function SeriesDetail({ datasource, questions, record, forecast, timeZone }: SeriesDetailProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [limit, setLimit] = useState<ForecastLimit | null>(null);
  // As of the same origin, so that the engine holds the forecast it made against the other limit.
  const asOf = useMemo(() => questions.map((one) => ({ ...one, at: record.origin })), [questions, record.origin]);
  const whatIf = useMemo(
    () => limit && asOf.map((question) => ({ ...question, forecast: { ...question.forecast, limit } })),
    [limit, asOf]
  );
  const tried = useForecasts(datasource, whatIf);
  const changed = useMemo(() => {
    const found =
      limit && tried.state === 'done'
        ? tried.value.found.find((one) => labelKey(one.record.labels) === labelKey(record.labels))
        : undefined;
    const level = forecast.facts?.level ?? 95;
    return found
      ? { ...ofRecord(found.record, { expr: questions[0].expr, level, index: 0 }, theme), color: forecast.color }
      : null;
  }, [limit, tried, record.labels, forecast, questions, theme]);
  const drawn = changed ?? forecast;
  const { facts } = forecast;
  return (
    <div className={styles.detail}>
      <section aria-label={forecastDetailWords.chart()} className={styles.chart}>
        <Headline forecast={drawn} others={0} timeZone={timeZone} />
        <ForecastChart forecast={drawn} timeZone={timeZone} />
        <Facts forecast={forecast} timeZone={timeZone} />
      </section>
      {facts && facts.notes.length > 0 && <Notes notes={facts.notes} />}
      <WhatIf
        forecast={forecast}
        changed={changed}
        tried={limit === null ? null : tried}
        limit={limit}
        onLimit={setLimit}
      />
      <Predictions datasource={datasource} questions={asOf} labels={record.labels} />
      <div className={styles.columns}>
        <Section title={explanationWords.why()}>
          <Parts forecast={forecast} timeZone={timeZone} />
        </Section>
        <div className={styles.column}>
          <Section title={backtestWords.title()}>
            <Backtest forecast={forecast} />
          </Section>
          {facts && facts.members.length > 1 && (
            <Section title={explanationWords.members()}>
              <Members members={facts.members} />
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  chart: css({
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(3),
  }),
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), minWidth: 0 }),
});
