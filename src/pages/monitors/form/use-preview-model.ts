import { useMemo } from 'react';
import type { TimeZone } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import type { Interpretation } from '../../../../contract/interpretation.ts';
import type { PlotModel } from '../../../ui/model/anomaly-series.ts';
import { buildModel } from '../../../ui/model/build-model.ts';
import { formatter } from '../../../ui/model/formatter.ts';
import { readSeries } from '../../../ui/model/read-series.ts';
import { reinterpret } from '../../../ui/model/reinterpret.ts';
import { dressed } from '../../../ui/run/use-run.ts';
import type { Run } from '../../../ui/run/use-run.ts';

/** What a preview brought, marked as the settings say now; null while there is nothing to draw. */
export function usePreviewModel(run: Run, settings: Interpretation, timeZone: TimeZone): PlotModel | null {
  const theme = useTheme2();
  const { sensitivity, direction, minDeviation, minRelativeDeviation, minSeverity } = settings;
  const reading = useMemo(() => readSeries(dressed(run.frames, theme, timeZone)), [run.frames, theme, timeZone]);
  return useMemo(() => {
    if (!reading.ok) {
      return null;
    }
    const marking = { sensitivity, direction, minDeviation, minRelativeDeviation, minSeverity };
    const series = reinterpret(reading.series, marking, (field) => formatter(field, theme, timeZone));
    return buildModel(series, { least: 'query' }, theme, timeZone);
  }, [reading, sensitivity, direction, minDeviation, minRelativeDeviation, minSeverity, theme, timeZone]);
}
