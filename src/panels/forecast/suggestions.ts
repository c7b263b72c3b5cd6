import { VisualizationSuggestionScore } from '@grafana/data';
import type { DataFrame, VisualizationSuggestionsBuilder } from '@grafana/data';
import type { ForecastFrameMeta } from '../../../contract/forecast.ts';
import type { ForecastFieldConfig, ForecastOptions } from './options.ts';

const SUGGESTION = { name: 'Nightjar forecast', score: VisualizationSuggestionScore.Best };

/** What Grafana 13 tells a supplier of the data; earlier versions pass a builder instead. */
interface DataSummary {
  readonly rawFrames?: readonly DataFrame[];
}

/** Grafana 13 takes a function, 12 an object with a method: this is both. It suggests the panel for data that carries forecasts. */
export const suggestForecast = Object.assign(
  (summary: DataSummary) => (carriesForecast(summary.rawFrames) ? [SUGGESTION] : undefined),
  {
    getSuggestionsForData(builder: VisualizationSuggestionsBuilder): void {
      if (carriesForecast(builder.data?.series)) {
        const list = builder.getListAppender<ForecastOptions, ForecastFieldConfig>({
          ...SUGGESTION,
          pluginId: 'nightjar-forecast-panel',
        });
        list.append({});
      }
    },
  }
);

function carriesForecast(frames: readonly DataFrame[] | undefined): boolean {
  return Boolean(
    frames?.some(
      ({ meta }) => (meta?.custom as Partial<ForecastFrameMeta> | undefined)?.nightjarForecast?.output === 'forecast'
    )
  );
}
