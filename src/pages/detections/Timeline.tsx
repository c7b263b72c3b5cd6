import { css } from '@emotion/css';
import { useMemo } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { SEVERITIES } from '../../../contract/severity.ts';
import { LaneTimeline } from '../../ui/lanes/LaneTimeline.tsx';
import { laneWords } from '../../ui/lanes/words.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { GridView } from './GridView.tsx';
import { LANES } from './detection-filter.ts';
import type { Lanes } from './detection-filter.ts';
import { lanesOf } from './lanes-of.ts';
import type { FoundDetections } from './use-detections.ts';
import { filterWords, laneNames, timelineWords } from './words.ts';

export interface TimelineProps {
  readonly ds: string;
  /** Names of the monitors that are shown; none for all. */
  readonly names: readonly string[];
  readonly found: FoundDetections;
  readonly lanes: Lanes;
  readonly timeZone: TimeZone;
  readonly onLanes: (lanes: Lanes) => void;
  readonly onMonitor: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}

/** When the detections were, a lane a monitor or a series. */
export function Timeline({ ds, names, found, lanes, timeZone, onLanes, onMonitor, onOpen, onZoom }: TimelineProps) {
  const styles = useStyles2(getStyles);
  const drawn = useMemo(() => lanesOf(found.detections, lanes === 'series' ? 'series' : 'monitor'), [found, lanes]);
  const byMonitor = lanes === 'monitor';
  return (
    <section aria-label={timelineWords.title()} className={styles.section}>
      <div className={styles.head}>
        <RadioButtonGroup
          size="sm"
          aria-label={filterWords.lanes()}
          options={LANES.map((value) => ({ value, label: laneNames[value]() }))}
          value={lanes}
          onChange={onLanes}
        />
        <div className={styles.legend}>
          {SEVERITIES.toReversed().map((severity) => (
            <SeverityMark key={severity} severity={severity} withLabel />
          ))}
          {lanes !== 'grid' && (
            <>
              <span className={styles.muted}>
                <svg width={18} height={12} aria-hidden>
                  <rect x={1} y={2} width={16} height={8} className={styles.outline} />
                </svg>
                {laneWords.muted()}
              </span>
              <span>{timelineWords.legend()}</span>
            </>
          )}
        </div>
      </div>
      {lanes === 'grid' ? (
        <GridView ds={ds} names={names} range={found} timeZone={timeZone} />
      ) : (
        <LaneTimeline
          lanes={drawn}
          from={found.from}
          to={found.to}
          timeZone={timeZone}
          renderName={({ id, name }) =>
            byMonitor ? (
              <button
                type="button"
                className={styles.name}
                aria-label={timelineWords.only(name)}
                onClick={() => onMonitor(id)}
              >
                {name}
              </button>
            ) : (
              name
            )
          }
          onOpen={({ id }) => onOpen(id)}
          onZoom={onZoom}
        />
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(2) }),
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  muted: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  outline: css({ fill: 'none', stroke: theme.colors.text.secondary, strokeWidth: 1.5, strokeDasharray: '3 2' }),
  name: css({
    maxWidth: '100%',
    padding: 0,
    border: 'none',
    background: 'transparent',
    color: theme.colors.text.link,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    textAlign: 'left',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
