import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MonitorRecord } from '../../../api/monitors.ts';
import { costParts } from '../cost-text.ts';
import { Sparkline } from '../Sparkline.tsx';
import { monitorWords } from '../words.ts';
import { detailWords } from './words.ts';

/** What is known of a monitor at a glance. */
export function MonitorFacts({ monitor }: { readonly monitor: MonitorRecord }) {
  const styles = useStyles2(getStyles);
  const { evaluatedTo, nextFit, lastScore, sparkline, detector, cost, version, updatedAt, updatedBy, exprs } = monitor;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [detailWords.evaluated(), evaluatedTo === null ? monitorWords.never() : dateTimeFormatTimeAgo(evaluatedTo)],
    [detailWords.nextFit(), nextFit === null ? monitorWords.never() : dateTimeFormat(nextFit)],
    [detailWords.detector(), detector],
    [detailWords.cost(), costParts(cost).join(', ')],
    [detailWords.version(), detailWords.versionBy(version, updatedBy, dateTimeFormatTimeAgo(updatedAt))],
  ];
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{detailWords.score()}</dt>
        <dd className={styles.score}>
          {lastScore === null ? monitorWords.noScore() : lastScore.toFixed(2)}
          <Sparkline scores={sparkline} />
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles.wide}>
        <dt>{detailWords.query()}</dt>
        {exprs.map((expr) => (
          <dd key={expr} className={styles.expr}>
            {expr}
          </dd>
        ))}
      </div>
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(1, 0, 0),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    dt: { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { margin: 0 },
  }),
  score: css({ display: 'flex', alignItems: 'end', gap: theme.spacing(1) }),
  wide: css({ gridColumn: '1 / -1' }),
  expr: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
});
