import { css } from '@emotion/css';
import { useState } from 'react';
import type { EventBus, GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import type { VizLegendOptions } from '@grafana/schema';
import { Icon, Spinner, useStyles2, VizLayout } from '@grafana/ui';
import { AnomalyLegend } from './AnomalyLegend.tsx';
import { AnomalyDrawer, viewOf } from './explanation/AnomalyDrawer.tsx';
import type { DrawerView } from './explanation/AnomalyDrawer.tsx';
import type { PlotModel } from './model/anomaly-series.ts';
import { countAll } from './model/count-anomalies.ts';
import { AnomalyPlot } from './plot/AnomalyPlot.tsx';
import type { PlotOptions } from './plot/plot-options.ts';
import { viewWords } from './view-words.ts';

export interface AnomalyViewProps {
  readonly model: PlotModel;
  readonly options: PlotOptions;
  readonly legend: Pick<VizLegendOptions, 'showLegend' | 'displayMode' | 'placement' | 'width'>;
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: TimeZone;
  readonly eventBus?: EventBus;
  readonly onZoom?: (range: { from: number; to: number }) => void;
}

/** Graph, legend and drawer of anomalies: what the panel and the start page show. */
export function AnomalyView(props: AnomalyViewProps) {
  const { model, options, legend, width, height, timeRange, timeZone, eventBus, onZoom } = props;
  const styles = useStyles2(getStyles);
  const [view, setView] = useState<DrawerView | null>(null);
  const label = viewWords.chart(model.series.length, viewWords.counts(countAll(model)));
  const openList = () => setView('list');
  const showLegend = legend.showLegend && legend.displayMode !== LegendDisplayMode.Hidden;
  return (
    <div className={styles.view}>
      <VizLayout
        width={width}
        height={height}
        legend={
          showLegend ? (
            <VizLayout.Legend placement={legend.placement} maxHeight="35%" maxWidth="60%" width={legend.width}>
              <AnomalyLegend
                model={model}
                displayMode={legend.displayMode}
                placement={legend.placement}
                onList={openList}
              />
            </VizLayout.Legend>
          ) : null
        }
      >
        {(plotWidth: number, plotHeight: number) => (
          <AnomalyPlot
            model={model}
            options={options}
            width={plotWidth}
            height={plotHeight}
            timeRange={timeRange}
            timeZone={timeZone}
            label={label}
            eventBus={eventBus}
            onZoom={onZoom}
            onPick={(anomaly) => setView(viewOf(anomaly))}
            onList={openList}
          />
        )}
      </VizLayout>
      <Note model={model} />
      {view && (
        <AnomalyDrawer model={model} view={view} timeZone={timeZone} onView={setView} onClose={() => setView(null)} />
      )}
    </div>
  );
}

/** Says over the graph what it still waits for. */
function Note({ model }: { readonly model: PlotModel }) {
  const styles = useStyles2(getStyles);
  if (model.pendingFits > 0) {
    return (
      <div className={styles.note} role="status">
        <Spinner inline /> {viewWords.pending(model.pendingFits)}
      </div>
    );
  }
  if (model.hasScores && !model.anyScore) {
    return (
      <div className={styles.note} role="status">
        <Icon name="info-circle" /> {viewWords.noScores()}
      </div>
    );
  }
  return null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ position: 'relative', width: '100%', height: '100%' }),
  note: css({
    position: 'absolute',
    top: theme.spacing(0.5),
    right: theme.spacing(1),
    maxWidth: '70%',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.25, 1),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    pointerEvents: 'none',
  }),
});
