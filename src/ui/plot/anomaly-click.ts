import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import type { PlotModel } from '../model/anomaly-series.ts';
import type { ListedAnomaly } from '../model/count-anomalies.ts';
import { anomalyAt } from './find-anomaly.ts';

/** Pointer movement in CSS pixels from which a press is a drag (zoom) and not a click; also how near a click must be to a mark. */
const CLICK_SLACK = 5;

/**
 * Calls `onPick` when an anomaly is clicked, and keeps that click from pinning the tooltip. A click elsewhere, a drag and a click with
 * a modifier stay Grafana's.
 */
export function addAnomalyClick(
  builder: UPlotConfigBuilder,
  getModel: () => PlotModel,
  onPick: (anomaly: ListedAnomaly) => void
): void {
  builder.addHook('init', (u) => {
    let pressedAt = { x: 0, y: 0 };
    let focused: number | null = null;
    (u.hooks.setSeries ??= []).push((_u, index) => {
      focused = index;
    });
    u.over.addEventListener('mousedown', ({ clientX, clientY }) => {
      pressedAt = { x: clientX, y: clientY };
    });
    u.over.addEventListener(
      'click',
      (event) => {
        const moved = Math.hypot(event.clientX - pressedAt.x, event.clientY - pressedAt.y) > CLICK_SLACK;
        if (moved || event.target !== u.over || event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        const anomaly = pick(u, getModel(), event.clientX - u.over.getBoundingClientRect().left, focused);
        if (anomaly) {
          event.stopImmediatePropagation();
          onPick(anomaly);
        }
      },
      { capture: true }
    );
  });
}

/** The anomaly at `left` CSS pixels of the plot, preferably of the series that uPlot has under the pointer. */
export function pick(u: uPlot, model: PlotModel, left: number, focused: number | null): ListedAnomaly | null {
  const slack = u.posToVal(CLICK_SLACK, 'x') - u.posToVal(0, 'x');
  const series = focused ? (model.series[focused - 1] ?? null) : null;
  const step = series?.step ?? model.series[0]?.step ?? 0;
  return anomalyAt(model, u.posToVal(left, 'x'), slack + step / 2, series);
}
