import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Alert, Text, useStyles2 } from '@grafana/ui';
import type { BacktestRecord } from '../../../api/backtests.ts';
import { DetectionStrip } from '../../../ui/timeline/DetectionStrip.tsx';
import { shareText } from '../share-text.ts';
import { shortNumber } from '../cost-text.ts';
import { FoundTable } from './FoundTable.tsx';
import { backtestWords } from './words.ts';

export type BacktestResult = NonNullable<BacktestRecord['result']>;

export interface BacktestResultsProps {
  readonly result: BacktestResult;
  readonly timeZone: TimeZone;
}

/** What a back-test found: how much, when, the worst, and how that agrees with verdicts. */
export function BacktestResults({ result, timeZone }: BacktestResultsProps) {
  const styles = useStyles2(getStyles);
  const { found, worst, notices } = result;
  const byId = new Map(found.map((one) => [one.id, one]));
  const ten = worst.flatMap((id) => byId.get(id) ?? []);
  const facts: ReadonlyArray<readonly [string, string]> = [
    [backtestWords.foundLabel(), backtestWords.found(result.detections)],
    [backtestWords.share(), shareText(result.share, 2)],
    [backtestWords.perDay(), String(Number(result.perSeriesDay.toPrecision(2)))],
    [backtestWords.accuracy(), accuracyText(result)],
  ];
  return (
    <section aria-label={backtestWords.results()} className={styles.results}>
      <h3 className={styles.title}>{backtestWords.results()}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {found.length === 0 ? (
        <p>{backtestWords.nothing()}</p>
      ) : (
        <>
          <DetectionStrip detections={found} from={result.from} to={result.to} timeZone={timeZone} />
          <h3 className={styles.title}>{backtestWords.worst()}</h3>
          <FoundTable found={ten} timeZone={timeZone} />
        </>
      )}
      <Text color="secondary" variant="bodySmall">
        {backtestWords.size(result.series, shortNumber(result.points), result.seconds.toFixed(1))}
      </Text>
      {notices.length > 0 && (
        <Alert severity="info" title={backtestWords.notices()}>
          {notices.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
    </section>
  );
}

function accuracyText({ verdicts }: BacktestResult): string {
  const { precision, recall, found, true: trues } = verdicts;
  const parts = [
    ...(precision === null ? [] : [backtestWords.precision(shareText(precision), found)]),
    ...(recall === null ? [] : [backtestWords.recall(shareText(recall), trues)]),
  ];
  return parts.length === 0 ? backtestWords.noVerdicts() : parts.join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  results: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(1),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { margin: 0, fontWeight: theme.typography.fontWeightMedium },
  }),
});
