import { Stack, Text } from '@grafana/ui';
import type { MonitorSpec } from '../../../api/monitors.ts';
import type { PlotModel } from '../../../ui/model/anomaly-series.ts';
import { shortNumber } from '../cost-text.ts';
import { estimateCost } from './estimate.ts';
import { previewWords } from './words.ts';

export interface CostLineProps {
  readonly spec: MonitorSpec;
  /** What the preview found; null while that is not known. */
  readonly model: PlotModel | null;
}

/** What the monitor will ask of Prometheus, told from the series and the step of the preview. */
export function CostLine({ spec, model }: CostLineProps) {
  const step = model?.series[0]?.meta?.step;
  const cost = model && step ? estimateCost(model.series.length, spec.queries.length, step, spec.every) : null;
  return (
    <Stack direction="column" gap={0}>
      <Text weight="medium">{previewWords.cost()}</Text>
      {cost ? (
        <>
          <Text>{previewWords.costLine(cost.series, shortNumber(cost.evaluationsAnHour))}</Text>
          <Text color="secondary" variant="bodySmall">
            {previewWords.costDetail(shortNumber(cost.queriesAnHour), shortNumber(cost.pointsAnHour))}
          </Text>
        </>
      ) : (
        <Text color="secondary">{previewWords.costUnknown()}</Text>
      )}
    </Stack>
  );
}
