import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { NoiseFigures } from '../../api/incidents.ts';
import { sourceNames } from '../../ui/alerts/source-names.ts';
import { percentText } from '../../ui/alerts/percent-text.ts';
import { noiseWords } from './words.ts';

/** From how many alerts to how few incidents: a funnel, its course and its sources. */
export function NoiseView({ noise }: { readonly noise: NoiseFigures }) {
  const styles = useStyles2(getStyles);
  const { received, distinct, incidents, actedUpon, reduction, bySource } = noise;
  if (received === 0) {
    return <p className={styles.quiet}>{noiseWords.none()}</p>;
  }
  const steps = [
    [noiseWords.received(), received],
    [noiseWords.distinct(), distinct],
    [noiseWords.incidents(), incidents],
    [noiseWords.actedUpon(), actedUpon],
  ] as const;
  return (
    <>
      <dl className={styles.funnel}>
        {steps.map(([name, count]) => (
          <div key={name} className={styles.step}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.count}>{count.toLocaleString()}</span>
              <span className={styles.track} aria-hidden>
                <span className={styles.part} style={{ width: `${Math.min(100, (100 * count) / received)}%` }} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <strong>{noiseWords.reduction(percentText(reduction))}</strong>
      <Course overTime={noise.overTime} />
      <ul className={styles.sources} aria-label={noiseWords.sources()}>
        {bySource
          .filter((one) => one.received > 0)
          .map((one) => (
            <li key={one.source}>{noiseWords.bySource(sourceNames[one.source](), one.received, one.distinct)}</li>
          ))}
      </ul>
    </>
  );
}

const WIDTH = 300;
const HEIGHT = 36;

function Course({ overTime }: { readonly overTime: NoiseFigures['overTime'] }) {
  const styles = useStyles2(getStyles);
  const most = overTime.reduce((top, { received }) => Math.max(top, received), 0);
  if (overTime.length < 2 || most === 0) {
    return null;
  }
  const width = WIDTH / overTime.length;
  const bars = (of: 'received' | 'distinct') =>
    overTime
      .map((cell, i) => {
        const height = (HEIGHT * cell[of]) / most;
        return `M${(i * width).toFixed(1)} ${HEIGHT}v${-height.toFixed(1)}h${(width * 0.85).toFixed(1)}V${HEIGHT}z`;
      })
      .join('');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.chart}
      role="img"
      aria-label={noiseWords.course(most)}
    >
      <path d={bars('received')} className={styles.received} />
      <path d={bars('distinct')} className={styles.distinct} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  funnel: css({ margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  step: css({
    display: 'grid',
    gridTemplateColumns: '150px minmax(0, 1fr)',
    alignItems: 'center',
    gap: theme.spacing(1),
    dt: { fontWeight: 'normal', color: theme.colors.text.secondary },
    dd: { margin: 0, display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  }),
  count: css({
    width: 64,
    textAlign: 'right',
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
  track: css({ flex: 1, height: 10, background: theme.colors.border.weak, borderRadius: 2 }),
  part: css({ display: 'block', height: '100%', background: theme.colors.primary.main, borderRadius: 2 }),
  chart: css({ display: 'block', width: '100%', height: HEIGHT }),
  received: css({ fill: theme.colors.text.disabled }),
  distinct: css({ fill: theme.colors.primary.main }),
  sources: css({
    listStyle: 'none',
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary }),
});
