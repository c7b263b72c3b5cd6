import { css, cx } from '@emotion/css';
import { useEffect, useMemo, useRef } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { IncidentRecord } from '../../../api/incidents.ts';
import { alertSeverityColor, alertSeverityPath } from '../../../ui/alerts/severity-look.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { layOut } from './map-layout.ts';
import type { PlacedService } from './map-layout.ts';
import { servicesOf } from './service-state.ts';
import type { ServiceState } from './service-state.ts';
import { mapWords } from './words.ts';

/** Sizes in px: a service's box, and the room from one to the next. */
const BOX = { width: 168, height: 44 };
const STEP = { x: 236, y: 62 };
const MARGIN = 8;
/** With more, those without an alert are left out. */
const MOST = 40;

type Mapped = Pick<IncidentRecord, 'members' | 'graph' | 'causes' | 'services'>;

/** Which service calls which, with their alerts and the likely cause. */
export function ServiceMap({ incident }: { readonly incident: Mapped }) {
  const styles = useStyles2(getStyles);
  const { members, graph, causes } = incident;
  const states = useMemo(() => new Map(servicesOf(members).map((state) => [state.service, state])), [members]);
  const named = useMemo(() => [...states.keys()].filter((name) => name !== ''), [states]);
  const all = new Set([...named, ...graph.flat()]);
  const isFull = all.size > MOST;
  const calls = useMemo(
    () => (isFull ? graph.filter(([from, to]) => states.has(from) && states.has(to)) : graph),
    [graph, states, isFull]
  );
  const layout = useMemo(() => layOut(named, calls), [named, calls]);
  const cause = causes.at(0)?.service ?? '';
  const scroller = useRef<HTMLDivElement>(null);
  const causeColumn = layout.services.find(({ name }) => name === cause)?.column ?? 0;
  useEffect(() => {
    // Where the map is wider than the page, what matters most is in view.
    const box = scroller.current;
    box?.scrollTo({ left: MARGIN + causeColumn * STEP.x + (BOX.width - box.clientWidth) / 2 });
  }, [causeColumn]);
  if (graph.length === 0) {
    return (
      <PlainMessage icon="info-circle" title={mapWords.none()}>
        {mapWords.noneHelp()}
      </PlainMessage>
    );
  }
  const width = 2 * MARGIN + (layout.columns - 1) * STEP.x + BOX.width;
  const height = 2 * MARGIN + (layout.rows - 1) * STEP.y + BOX.height;
  const counts = layout.services.reduce<number[]>((sum, { column }) => {
    sum[column] = (sum[column] ?? 0) + 1;
    return sum;
  }, []);
  const corner = ({ column, row }: PlacedService) => ({
    x: MARGIN + column * STEP.x,
    // Short columns stand in the middle.
    y: MARGIN + (row + (layout.rows - counts[column]) / 2) * STEP.y,
  });
  const corners = new Map(layout.services.map((service) => [service.name, corner(service)]));
  return (
    <>
      <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={mapWords.title()}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={mapWords.label(layout.services.length, calls.length, shownLine(cause, 60))}
        >
          <defs>
            <marker
              id="nightjar-call"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className={styles.head} />
            </marker>
          </defs>
          {calls.map(([from, to]) => {
            const [a, b] = [corners.get(from), corners.get(to)];
            return a && b && from !== to ? (
              <path
                key={`${from}\n${to}`}
                d={callPath(a, b)}
                markerEnd="url(#nightjar-call)"
                className={cx(styles.call, states.has(from) && states.has(to) && styles.hot)}
              />
            ) : null;
          })}
          {layout.services.map(({ name }) => {
            const at = corners.get(name);
            return at && <Service key={name} name={name} at={at} state={states.get(name)} isCause={name === cause} />;
          })}
        </svg>
      </div>
      <p className={styles.legend}>
        {mapWords.legend()} {isFull && mapWords.tooMany(all.size - layout.services.length)}
      </p>
    </>
  );
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** From the right side of one box to the left side of the other; back to the left over the boxes' tops. */
function callPath(from: Corner, to: Corner): string {
  const middle = BOX.height / 2;
  if (to.x > from.x) {
    const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + middle, to.x, to.y + middle];
    const bend = Math.min(60, (x2 - x1) / 2);
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const [x1, x2] = [from.x + BOX.width / 2, to.x + BOX.width / 2];
  return `M${x1} ${from.y}C${x1} ${from.y - 34} ${x2} ${to.y - 34} ${x2} ${to.y}`;
}

interface ServiceProps {
  readonly name: string;
  readonly at: Corner;
  readonly state: ServiceState | undefined;
  readonly isCause: boolean;
}

function Service({ name, at, state, isCause }: ServiceProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const text = [state ? mapWords.alerts(state.alerts.length) : mapWords.quiet(), isCause && mapWords.cause()]
    .filter(Boolean)
    .join(', ');
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <title>{`${shownLine(name)}: ${text}`}</title>
      <rect
        width={BOX.width}
        height={BOX.height}
        rx={4}
        className={cx(styles.box, !state && styles.calm)}
        style={state && { stroke: alertSeverityColor(theme, state.worst), strokeWidth: isCause ? 3 : 1.5 }}
      />
      {state && <path d={alertSeverityPath(state.worst, 14, 16, 4.5)} fill={alertSeverityColor(theme, state.worst)} />}
      <text x={state ? 26 : 12} y={20} className={styles.name}>
        {shownLine(name, 16).slice(0, 18)}
      </text>
      <text x={state ? 26 : 12} y={35} className={styles.small}>
        {text}
      </text>
    </g>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto', padding: theme.spacing(2, 0, 0) }),
  head: css({ fill: theme.colors.text.secondary }),
  call: css({ fill: 'none', stroke: theme.colors.text.secondary, strokeWidth: 1, opacity: 0.7 }),
  hot: css({ strokeWidth: 2, opacity: 1 }),
  box: css({ fill: theme.colors.background.secondary, stroke: theme.colors.border.strong }),
  calm: css({ fill: theme.colors.background.primary, strokeDasharray: '3 3' }),
  name: css({ fill: theme.colors.text.primary, fontSize: 13, fontWeight: theme.typography.fontWeightMedium }),
  small: css({ fill: theme.colors.text.secondary, fontSize: 11 }),
  legend: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
