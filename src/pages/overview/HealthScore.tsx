import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { SystemHealth } from '../../api/system-health.ts';
import { durationText } from '../../ui/forecast/model/duration-text.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import { standingOf, standingText } from './health-standing.ts';
import type { Standing } from './health-standing.ts';
import { healthWords } from './words.ts';

const MOST_SERVICES = 12;

const ICONS: Record<Standing, IconName> = {
  healthy: 'check-circle',
  attention: 'exclamation-circle',
  degraded: 'exclamation-triangle',
  critical: 'times-circle',
};

/** The score as a number and a word, and how it went. */
export function HealthScore({ health }: { readonly health: SystemHealth }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { healthScore, activeAnomalies, activeAlerts, history, services } = health;
  const standing = standingOf(healthScore);
  const color = colorOf(theme, standing);
  const score = Math.round(healthScore);
  return (
    <>
      <div className={styles.health}>
        <div
          className={styles.score}
          role="img"
          aria-label={`${healthWords.score(score)}: ${standingText(healthScore)}`}
        >
          <span className={styles.number} style={{ color }}>
            {score}
          </span>
          <span className={styles.word} style={{ color }}>
            <Icon name={ICONS[standing]} /> {standingText(healthScore)}
          </span>
        </div>
        <div className={styles.course}>
          <Course history={history} color={color} />
          <div className={styles.quiet}>{healthWords.counts(activeAnomalies, activeAlerts)}</div>
        </div>
      </div>
      <Services services={services} />
    </>
  );
}

/** How each service stands, the worst first. */
function Services({ services }: Pick<SystemHealth, 'services'>) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const worst = services.toSorted((a, b) => a.healthScore - b.healthScore).slice(0, MOST_SERVICES);
  return worst.length === 0 ? null : (
    <ul className={styles.services} aria-label={healthWords.services()}>
      {worst.map(({ service, healthScore }) => (
        <li key={service} className={styles.service} title={standingText(healthScore)}>
          {shownLine(service, 60)}{' '}
          <strong style={{ color: colorOf(theme, standingOf(healthScore)) }}>{Math.round(healthScore)}</strong>
        </li>
      ))}
    </ul>
  );
}

const WIDTH = 300;
const HEIGHT = 56;

/** The score over time; it holds until the next one is known. */
function Course({ history, color }: { readonly history: SystemHealth['history']; readonly color: string }) {
  const styles = useStyles2(getStyles);
  const first = history.at(0);
  const last = history.at(-1);
  if (!first || !last || last.at <= first.at) {
    return null;
  }
  const x = (at: number) => (WIDTH * (at - first.at)) / (last.at - first.at);
  const y = (score: number) => 2 + (HEIGHT - 4) * (1 - score / 100);
  const line = history.map(({ at, healthScore }, i) =>
    i === 0 ? `M0 ${y(healthScore)}` : `H${x(at).toFixed(1)}V${y(healthScore).toFixed(1)}`
  );
  const least = history.reduce((low, { healthScore }) => Math.min(low, healthScore), 100);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.chart}
      role="img"
      aria-label={healthWords.history(durationText(last.at - first.at), Math.round(least))}
    >
      <path d={`${line.join('')}V${HEIGHT}H0z`} fill={color} opacity={0.15} />
      <path d={line.join('')} fill="none" stroke={color} strokeWidth={2} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export function colorOf(theme: GrafanaTheme2, standing: Standing): string {
  switch (standing) {
    case 'healthy':
      return theme.colors.success.text;
    case 'attention':
    case 'degraded':
      return theme.colors.warning.text;
    case 'critical':
      return theme.colors.error.text;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  health: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  score: css({ display: 'flex', flexDirection: 'column' }),
  number: css({
    fontSize: 56,
    lineHeight: 1,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
  word: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  course: css({ flex: '1 1 160px', minWidth: 0 }),
  chart: css({ display: 'block', width: '100%', height: HEIGHT }),
  services: css({ listStyle: 'none', margin: 0, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  service: css({
    padding: theme.spacing(0.25, 0.75),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
