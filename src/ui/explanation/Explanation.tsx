import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Stack, TextLink, useStyles2 } from '@grafana/ui';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { formatDuration } from '../../../contract/duration.ts';
import { SeverityMark } from '../SeverityMark.tsx';
import { likelyType } from '../words.ts';
import type { ExplainedAnomaly } from './explained.ts';
import { barsOf } from './bars-of.ts';
import { ContributionBars } from './ContributionBars.tsx';
import { DeviationBar } from './DeviationBar.tsx';
import { formatFact, formatShare } from './format-fact.ts';
import { drawerWords } from './words.ts';

export interface ExplanationProps {
  readonly anomaly: ExplainedAnomaly;
  readonly timeZone: TimeZone;
}

/** All there is to say about one anomaly: what it is, why it is marked, and the numbers behind it. */
export function Explanation({ anomaly, timeZone }: ExplanationProps) {
  const styles = useStyles2(getStyles);
  const { series, interval } = anomaly;
  const { explanation } = interval;
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  const rows = seenFacts(anomaly);
  const bars = barsOf(anomaly);
  const links = series.field.getLinks?.({ valueRowIndex: series.rows.indexOf(interval.peak) }) ?? [];
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.badges}>
        <SeverityMark severity={interval.severity} withLabel />
        <span className={styles.type}>{likelyType(interval)}</span>
        <span className={styles.quiet}>
          {drawerWords.score()} {interval.score.toFixed(2)}
        </span>
        {Number.isFinite(interval.confidence) && (
          <span className={styles.quiet}>
            {drawerWords.confidence()} {formatShare(interval.confidence)}
          </span>
        )}
      </div>
      <div className={styles.quiet}>
        {interval.end > interval.start
          ? `${drawerWords.fromTo(at(interval.start), endOf(interval, timeZone))}, ${drawerWords.lasted(formatDuration(interval.end - interval.start))}`
          : `${at(interval.start)}, ${drawerWords.onePoint()}`}
      </div>
      <section>
        <h3 className={styles.heading}>{drawerWords.why()}</h3>
        <p className={styles.summary}>{explanation.summary}</p>
        <DeviationBar anomaly={anomaly} />
      </section>
      {bars && (
        <section>
          <h3 className={styles.heading}>{drawerWords.contributions()}</h3>
          <ContributionBars bars={bars} />
        </section>
      )}
      <section>
        <h3 className={styles.heading}>{drawerWords.facts()}</h3>
        <table className={styles.table}>
          <tbody>
            {rows.map(({ label, text }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {links.length > 0 && (
        <section>
          <h3 className={styles.heading}>{drawerWords.links()}</h3>
          {links.map((link) => (
            <TextLink key={link.href + link.title} href={link.href} external={link.target === '_blank'} inline={false}>
              {link.title}
            </TextLink>
          ))}
        </section>
      )}
      <Model series={series} />
    </Stack>
  );
}

/** When an interval ended, without the date where that is the day it began. */
function endOf({ start, end }: AnomalyInterval, timeZone: TimeZone): string {
  const dayOf = (time: number) => dateTimeFormat(time, { timeZone, format: 'YYYY-MM-DD' });
  return dateTimeFormat(end, { timeZone, ...(dayOf(start) === dayOf(end) ? { format: 'HH:mm:ss' } : {}) });
}

/** Facts that stand in the series' own unit above, or in the bars. */
const SHOWN_ELSEWHERE = /^(value|expected|lower|upper|measure|usualMeasure|adds\..*|raw|usualRaw|attributed)$/;

/** Value, expected value and band in the series' own unit, then the explanation's facts that say something else. */
export function seenFacts({ series, interval }: ExplainedAnomaly): Array<{ label: string; text: string }> {
  const value = Number.isFinite(interval.value) ? series.format(interval.value) : drawerWords.noValue();
  const seen = [{ label: drawerWords.value(), text: value }];
  if (Number.isFinite(interval.expected)) {
    seen.push({ label: drawerWords.expected(), text: series.format(interval.expected) });
  }
  if (Number.isFinite(interval.lower) && Number.isFinite(interval.upper)) {
    const text = drawerWords.fromTo(series.format(interval.lower), series.format(interval.upper));
    seen.push({ label: drawerWords.normalRange(), text });
  }
  const more = interval.explanation.facts
    .filter(({ key }) => !SHOWN_ELSEWHERE.test(key))
    .map((fact) => ({ label: fact.label, text: formatFact(fact) }));
  return [...seen, ...more];
}

function Model({ series }: { readonly series: ExplainedAnomaly['series'] }) {
  const styles = useStyles2(getStyles);
  const { meta } = series;
  if (!meta?.trained) {
    return null;
  }
  const { from, to, points } = meta.trained;
  const hour = 3_600_000;
  const counted = formatFact({ value: points, unit: 'locale' });
  const span = formatDuration(Math.max(1, Math.round((to - from) / hour)) * hour);
  return (
    <div className={styles.quiet}>
      {meta.choice
        ? drawerWords.chosenModel(meta.choice.name, meta.choice.because, span, counted)
        : drawerWords.model(meta.detector, span, counted)}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badges: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 2) }),
  type: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
  heading: css({
    fontSize: theme.typography.h6.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  summary: css({ fontSize: theme.typography.h5.fontSize, lineHeight: theme.typography.h5.lineHeight, margin: 0 }),
  table: css({
    width: '100%',
    '& th': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary, textAlign: 'left' },
    '& td': { minWidth: '45%', textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    '& th, & td': { padding: theme.spacing(0.5, 0), verticalAlign: 'top' },
    '& tr': { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
});
