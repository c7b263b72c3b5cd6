import { css, cx } from '@emotion/css';
import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import { IncidentStateMark } from '../../ui/alerts/IncidentStateMark.tsx';
import { percentText } from '../../ui/alerts/percent-text.ts';
import { alertSeverityColor, alertSeverityPath } from '../../ui/alerts/severity-look.ts';
import { xOf } from '../../ui/lanes/draw-lanes.ts';
import type { TimeScale } from '../../ui/lanes/draw-lanes.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import type { HoveredIncident } from './IncidentTooltip.tsx';
import { barHeight } from './ordered.ts';
import type { ShownAlert, ShownIncident } from './read-incidents.ts';
import { alertsWords } from './words.ts';

/** Heights of a lane with and without where to look first, least width of a bar, and of an alert's mark, in px. */
const LANE = { height: 58, plain: 42, least: 10, alert: 3 } as const;
/** More marks than these would be one bar. */
const MOST_MARKS = 300;

export interface IncidentLaneProps {
  readonly incident: ShownIncident;
  readonly alerts: readonly ShownAlert[];
  readonly showCause: boolean;
  readonly scale: TimeScale;
  /** Times with a line, ms. */
  readonly ticks: readonly number[];
  readonly nameWidth: number;
  readonly onOpen: (incident: ShownIncident) => void;
  readonly onHover: (hovered: HoveredIncident | null) => void;
}

/** One incident: its words, and its bar over time; the more alerts, the taller. */
export function IncidentLane(props: IncidentLaneProps) {
  const { incident, alerts, showCause, scale, ticks, nameWidth, onOpen, onHover } = props;
  const styles = useStyles2(getStyles);
  const { title, state, severity, services, cause, causeProbability, escalated, silenced } = incident;
  const height = showCause ? LANE.height : LANE.plain;
  const name = shownLine(title);
  return (
    <li className={styles.lane} style={{ height }}>
      <div className={styles.words} style={{ width: nameWidth }}>
        <div className={styles.head}>
          <AlertSeverityMark severity={severity} />
          <button
            type="button"
            className={cx(styles.title, state === 'resolved' && styles.over)}
            title={name}
            aria-label={alertsWords.details(name)}
            onClick={() => onOpen(incident)}
          >
            {name}
          </button>
          {escalated && state !== 'resolved' && (
            <Icon name="arrow-up" className={styles.escalated} title={alertsWords.escalated()} />
          )}
          {silenced && <Icon name="bell-slash" title={alertsWords.silenced()} />}
        </div>
        <div className={styles.quiet}>
          <IncidentStateMark state={state} />
          <span>{alertsWords.size(incident.alerts, services.length)}</span>
        </div>
        {showCause && cause !== '' && (
          <div className={styles.quiet}>{alertsWords.look(shownLine(cause, 80), percentText(causeProbability))}</div>
        )}
      </div>
      <Bar
        incident={incident}
        alerts={alerts}
        scale={scale}
        ticks={ticks}
        height={height}
        onOpen={onOpen}
        onHover={onHover}
      />
    </li>
  );
}

type BarProps = Pick<IncidentLaneProps, 'incident' | 'alerts' | 'scale' | 'ticks' | 'onOpen' | 'onHover'> & {
  readonly height: number;
};

/** For the pointer; with keys and screen readers the title does the same. Filled while nobody has it, an outline once it is over. */
function Bar({ incident, alerts, scale, ticks, height, onOpen, onHover }: BarProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { severity, state, start, end } = incident;
  const color = alertSeverityColor(theme, severity);
  const tall = barHeight(incident.alerts);
  const top = (height - tall) / 2;
  const from = Math.min(xOf(scale, start), scale.width - LANE.least);
  const width = Math.max(LANE.least, xOf(scale, end) - from);
  const fill = { open: 0.45, acknowledged: 0.2, resolved: 0.06 }[state];
  return (
    <svg width={scale.width} height={height} aria-hidden className={styles.time}>
      {ticks.map((time) => (
        <path key={time} d={`M${Math.round(xOf(scale, time)) + 0.5} 0V${height}`} stroke={theme.colors.border.weak} />
      ))}
      <g
        className={styles.bar}
        onClick={() => onOpen(incident)}
        onMouseEnter={({ currentTarget }) => onHover({ incident, box: currentTarget.getBoundingClientRect() })}
        onMouseLeave={() => onHover(null)}
      >
        <rect
          x={from}
          y={top}
          width={width}
          height={tall}
          rx={3}
          fill={colorManipulator.alpha(color, fill)}
          stroke={color}
          strokeDasharray={state === 'acknowledged' ? '4 3' : undefined}
        />
        {alerts.slice(0, MOST_MARKS).map((alert) => (
          <rect
            key={alert.id}
            x={Math.min(Math.max(xOf(scale, alert.start), from), from + width - LANE.alert)}
            y={top + 2}
            width={LANE.alert}
            height={tall - 4}
            fill={alertSeverityColor(theme, alert.severity)}
          />
        ))}
        <path
          d={alertSeverityPath(severity, from + 1, height / 2, 5)}
          fill={color}
          stroke={theme.colors.background.primary}
        />
        {state !== 'resolved' && (
          <path
            d={`M${from + width} ${height / 2 - 6}l7 6l-7 6z`}
            fill={color}
            transform={from + width + 7 > scale.width ? `translate(${scale.width - from - width - 7} 0)` : undefined}
          />
        )}
      </g>
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lane: css({ display: 'flex', alignItems: 'center', borderBottom: `1px solid ${theme.colors.border.weak}` }),
  words: css({
    flexShrink: 0,
    minWidth: 0,
    paddingRight: theme.spacing(1),
    lineHeight: 1.35,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
  title: css({
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'transparent',
    textAlign: 'left',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    color: theme.colors.text.primary,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  over: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  escalated: css({ color: theme.colors.error.text, flexShrink: 0 }),
  quiet: css({
    display: 'flex',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
  }),
  time: css({ flexShrink: 0 }),
  bar: css({ cursor: 'pointer', '&:hover rect': { strokeWidth: 2 } }),
});
