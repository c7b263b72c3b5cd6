import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import { severityLook } from '../severity-look.ts';
import { useWidth } from '../use-width.ts';
import { viewWords } from '../view-words.ts';
import { timelineWords } from './words.ts';

export interface StripDetection {
  readonly id: string;
  readonly series: string;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
}

export interface DetectionStripProps {
  readonly detections: readonly StripDetection[];
  /** The time shown, ms. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: TimeZone;
}

/** Room of one severity in px; the more severe stand higher and taller, so that colour is not alone. */
const LANE = 14;

/** When detections were, a lane a severity. */
export function DetectionStrip({ detections, from, to, timeZone }: DetectionStripProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [ref, width] = useWidth();
  const counts: Record<Severity, number> = { low: 0, medium: 0, high: 0 };
  for (const { severity } of detections) {
    counts[severity]++;
  }
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  const place = (time: number) => (Math.min(Math.max(time, from), to) - from) / Math.max(1, to - from);
  const lanes = SEVERITIES.toReversed();
  return (
    <div ref={ref} className={styles.strip}>
      <svg
        width={width}
        height={lanes.length * LANE}
        role="img"
        aria-label={timelineWords.label(viewWords.counts(counts), at(from), at(to))}
      >
        {lanes.map((severity, lane) => (
          <g key={severity}>
            <path d={`M0 ${(lane + 1) * LANE - 0.5}H${width}`} stroke={theme.colors.border.weak} />
            {detections
              .filter((one) => one.severity === severity)
              .map(({ id, series, start, end }) => (
                <rect
                  key={id}
                  x={place(start) * width}
                  y={lane * LANE + 2}
                  width={Math.max(2, (place(end) - place(start)) * width)}
                  height={LANE - 4}
                  fill={severityLook(theme, severity).color}
                >
                  <title>{timelineWords.mark(severityLook(theme, severity).label, series, at(start))}</title>
                </rect>
              ))}
          </g>
        ))}
      </svg>
      <div className={styles.ends} aria-hidden>
        <span>{at(from)}</span>
        <span>{at(to)}</span>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ width: '100%' }),
  ends: css({
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
