import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, LinkModel, TimeZone } from '@grafana/data';
import { SeriesIcon, TextLink, useStyles2 } from '@grafana/ui';
import type { DrawnSeries, PlotModel } from '../model/anomaly-series.ts';
import { SeverityMark } from '../SeverityMark.tsx';
import { tooltipWords } from './words.ts';
import { isNumber } from './runs-of.ts';

export interface AnomalyTooltipProps {
  readonly model: PlotModel;
  /** Index of the series under the pointer in the model; null away from any. */
  readonly seriesIndex: number | null;
  /** uPlot's index under the pointer for the time axis and each series. */
  readonly indices: ReadonlyArray<number | null>;
  readonly timeZone: TimeZone;
  readonly isPinned: boolean;
  readonly links: readonly LinkModel[];
}

/** Other series that are anomalous at the same time: so many are listed. */
const MOST_OTHERS = 5;

export function AnomalyTooltip({ model, seriesIndex, indices, timeZone, isPinned, links }: AnomalyTooltipProps) {
  const styles = useStyles2(getStyles);
  const index = indices.find((one, i) => i > 0 && one !== null) ?? indices[0];
  if (index === null || index === undefined) {
    return null;
  }
  const series = seriesIndex === null ? undefined : model.series[seriesIndex];
  const others = model.series.filter((one) => one !== series && one.visible && one.marks[index] !== null);
  return (
    <div className={styles.box}>
      <div className={styles.time}>{dateTimeFormat(model.times[index], { timeZone })}</div>
      {series && <SeriesFacts series={series} index={index} />}
      {others.slice(0, MOST_OTHERS).map((one) => (
        <div key={one.index} className={styles.name}>
          <SeverityMark severity={one.marks[index] ?? 'low'} />
          <span className={styles.label}>{one.name}</span>
          <span className={styles.value}>{formatted(one, one.value[index])}</span>
        </div>
      ))}
      {others.length > MOST_OTHERS && (
        <div className={styles.hint}>{tooltipWords.more(others.length - MOST_OTHERS)}</div>
      )}
      {isPinned &&
        links.map((link) => (
          <TextLink key={link.href + link.title} href={link.href} external={link.target === '_blank'} inline={false}>
            {link.title}
          </TextLink>
        ))}
      {series?.marks[index] && !isPinned && <div className={styles.hint}>{tooltipWords.click()}</div>}
    </div>
  );
}

function SeriesFacts({ series, index }: { readonly series: DrawnSeries; readonly index: number }) {
  const styles = useStyles2(getStyles);
  const severity = series.marks[index];
  const lower = series.lower?.[index];
  const upper = series.upper?.[index];
  const score = series.score?.[index];
  return (
    <>
      <div className={styles.name}>
        <SeriesIcon color={series.color} />
        <span className={styles.label}>{series.name}</span>
      </div>
      <dl className={styles.facts}>
        <Fact label={tooltipWords.value()} text={formatted(series, series.value[index])} strong />
        {series.expected && <Fact label={tooltipWords.expected()} text={formatted(series, series.expected[index])} />}
        {isNumber(lower) && isNumber(upper) && (
          <Fact label={tooltipWords.band()} text={tooltipWords.fromTo(series.format(lower), series.format(upper))} />
        )}
        {series.score && (
          <Fact label={tooltipWords.score()} text={isNumber(score) ? score.toFixed(2) : tooltipWords.none()} />
        )}
        {severity && (
          <>
            <dt>{tooltipWords.severity()}</dt>
            <dd>
              <SeverityMark severity={severity} withLabel />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Fact({ label, text, strong }: { readonly label: string; readonly text: string; readonly strong?: boolean }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{strong ? <strong>{text}</strong> : text}</dd>
    </>
  );
}

function formatted(series: DrawnSeries, value: number | null | undefined): string {
  return isNumber(value) ? series.format(value) : tooltipWords.none();
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(1),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    minWidth: 180,
    maxWidth: 420,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'normal',
  }),
  time: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  name: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  label: css({ overflowWrap: 'anywhere' }),
  value: css({ marginLeft: 'auto', fontVariantNumeric: 'tabular-nums' }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.25),
    margin: 0,
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  hint: css({ color: theme.colors.text.secondary }),
});
