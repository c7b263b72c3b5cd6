import { css } from '@emotion/css';
import type { DisplayValue, GrafanaTheme2 } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import type { LegendPlacement } from '@grafana/schema';
import { Button, useStyles2, VizLegend } from '@grafana/ui';
import type { VizLegendItem } from '@grafana/ui';
import { SEVERITIES } from '../../contract/severity.ts';
import type { DrawnSeries, PlotModel } from './model/anomaly-series.ts';
import { countAll, countBySeverity } from './model/count-anomalies.ts';
import { SeverityMark } from './SeverityMark.tsx';
import { viewWords } from './view-words.ts';
import { severityWords } from './words.ts';

export interface AnomalyLegendProps {
  readonly model: PlotModel;
  readonly displayMode: LegendDisplayMode;
  readonly placement: LegendPlacement;
  readonly onList: () => void;
}

/** The series with their anomalies by severity, and the button that lists them all. */
export function AnomalyLegend({ model, displayMode, placement, onList }: AnomalyLegendProps) {
  const styles = useStyles2(getStyles);
  const counts = countAll(model);
  const worst = SEVERITIES.findLast((severity) => counts[severity] > 0);
  return (
    <div className={styles.legend}>
      <div className={styles.counts}>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          tooltip={viewWords.openList()}
          onClick={onList}
          disabled={!worst}
        >
          <span className={styles.button}>
            {worst && <SeverityMark severity={worst} />}
            {viewWords.counts(counts)}
          </span>
        </Button>
      </div>
      <VizLegend
        items={model.series.map((series) => legendItem(series, displayMode))}
        displayMode={displayMode}
        placement={placement}
        isSortable
      />
    </div>
  );
}

function legendItem(series: DrawnSeries, displayMode: LegendDisplayMode): VizLegendItem {
  return {
    label: series.name,
    color: series.color,
    yAxis: 1,
    disabled: !series.visible,
    fieldIndex: { frameIndex: series.frameIndex, fieldIndex: series.fieldIndex },
    getItemKey: () => `${series.name} ${series.index}`,
    getDisplayValues: () => displayCounts(series, displayMode === LegendDisplayMode.Table),
  };
}

/** Counts by severity, most severe first. A table needs every column in every row; a list shows what there is. */
function displayCounts(series: DrawnSeries, all: boolean): DisplayValue[] {
  const counts = countBySeverity(series.intervals);
  return SEVERITIES.toReversed()
    .filter((severity) => all || counts[severity] > 0)
    .map((severity) => ({
      title: severityWords[severity](),
      text: String(counts[severity]),
      numeric: counts[severity],
    }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({ width: '100%' }),
  counts: css({ padding: theme.spacing(0, 0.5) }),
  button: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
});
