import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { SeverityMark } from '../SeverityMark.tsx';
import { LANE } from './draw-lanes.ts';
import type { LaneMark } from './lane.ts';
import { tooltipLook } from './tooltip-look.ts';
import { laneWords } from './words.ts';

export interface LaneTooltipProps {
  readonly mark: LaneMark;
  readonly timeZone: TimeZone;
  /** The mark's place, and the width there is, in px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const WIDTH = 320;

/** What a mark is, below it, and never beyond the timeline's sides. */
export function LaneTooltip({ mark, timeZone, x, y, width }: LaneTooltipProps) {
  const styles = useStyles2(getStyles);
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  const { start, end, open, severity, score, text } = mark;
  const left = Math.max(0, Math.min(x - WIDTH / 2, width - WIDTH));
  return (
    <div className={styles.box} style={{ left, top: y + LANE.height, width: Math.min(WIDTH, width) }} aria-hidden>
      <div className={styles.head}>
        <SeverityMark severity={severity} withLabel />
        <span>{score.toFixed(2)}</span>
      </div>
      <div>{text}</div>
      <div className={styles.quiet}>
        {at(start)} – {open ? laneWords.open() : at(end)}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'absolute',
    ...tooltipLook(theme),
  }),
  head: css({ display: 'flex', gap: theme.spacing(1), fontVariantNumeric: 'tabular-nums' }),
  quiet: css({ color: theme.colors.text.secondary }),
});
