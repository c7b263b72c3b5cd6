import { FieldType } from '@grafana/data';
import type { DataFrame, DataQueryResponse } from '@grafana/data';
import type { AlertFrameMeta } from '../../contract/alert-query.ts';
import { FIELD } from '../../contract/fields.ts';
import { FORECAST_FIELD } from '../../contract/forecast.ts';

/**
 * The answer with what Explore should show it as, since by itself it takes frames of several numbers for tables: anomalies in the
 * Nightjar panel, forecasts and incidents in theirs, bands as a graph. Scores, intervals and other tables it shows rightly by itself.
 */
export function forExplore(response: DataQueryResponse): DataQueryResponse {
  return { ...response, data: response.data.map((frame: DataFrame) => withView(frame)) };
}

function withView(frame: DataFrame): DataFrame {
  const has = (name: string) => frame.fields.some((field) => field.name === name && field.type !== FieldType.string);
  if (has(FORECAST_FIELD.mean)) {
    return { ...frame, meta: { ...frame.meta, preferredVisualisationPluginId: 'nightjar-forecast-panel' } };
  }
  const told = (frame.meta?.custom as Partial<AlertFrameMeta> | undefined)?.nightjarAlerts;
  if (told?.output === 'incidents' && told.shape === 'table') {
    return { ...frame, meta: { ...frame.meta, preferredVisualisationPluginId: 'nightjar-alerts-panel' } };
  }
  if (!has(FIELD.expected)) {
    return frame;
  }
  const view = has(FIELD.score)
    ? { preferredVisualisationPluginId: 'nightjar-anomalies-panel' }
    : { preferredVisualisationType: 'graph' as const };
  return { ...frame, meta: { ...frame.meta, ...view } };
}
