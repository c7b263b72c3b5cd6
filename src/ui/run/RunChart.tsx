import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import type { GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { AnomalyView } from '../AnomalyView.tsx';
import type { PlotModel } from '../model/anomaly-series.ts';
import { useWidth } from '../use-width.ts';
import type { Run } from './use-run.ts';

export interface RunChartProps {
  readonly run: Run;
  /** What to draw of it; null where there is nothing yet. */
  readonly model: PlotModel | null;
  /** Shown where the run has no time of its own. */
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  /** In px. */
  readonly height: number;
  readonly onZoom: (range: { from: number; to: number }) => void;
  /** How the run stands, while there is nothing to draw. */
  readonly children: ReactNode;
}

const EVERYTHING = {
  showBand: true,
  showExpected: true,
  showPoints: true,
  showRegions: true,
  showScores: true,
} as const;

const LEGEND = { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom' } as const;

/** What a run found, with all there is to see of it, as wide as the page lets it. */
export function RunChart({ run, model, range, timeZone, height, onZoom, children }: RunChartProps) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.box} style={{ height }} aria-busy={run.state === 'loading'}>
      {model && width > 0 ? (
        <AnomalyView
          model={model}
          options={EVERYTHING}
          legend={LEGEND}
          width={width}
          height={height}
          timeRange={run.range ?? range}
          timeZone={timeZone}
          onZoom={onZoom}
        />
      ) : (
        children
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    overflow: 'hidden',
  }),
});
