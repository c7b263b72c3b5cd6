import { VisualizationSuggestionScore } from '@grafana/data';
import type { DataFrame, VisualizationSuggestionsBuilder } from '@grafana/data';
import { readSeries } from '../../ui/model/read-series.ts';
import type { AnomaliesFieldConfig, AnomaliesOptions } from './options.ts';

const SUGGESTION = { name: 'Nightjar anomalies', score: VisualizationSuggestionScore.Best };

/** What Grafana 13 tells a supplier of the data; earlier versions pass a builder instead. */
interface DataSummary {
  readonly rawFrames?: readonly DataFrame[];
}

/** Grafana 13 takes a function, 12 an object with a method: this is both. It suggests the panel for data that carries anomalies. */
export const suggestAnomalies = Object.assign(
  (summary: DataSummary) => (carriesAnomalies(summary.rawFrames) ? [SUGGESTION] : undefined),
  {
    getSuggestionsForData(builder: VisualizationSuggestionsBuilder): void {
      if (carriesAnomalies(builder.data?.series)) {
        const list = builder.getListAppender<AnomaliesOptions, AnomaliesFieldConfig>({
          ...SUGGESTION,
          pluginId: 'nightjar-anomalies-panel',
        });
        list.append({});
      }
    },
  }
);

function carriesAnomalies(frames: readonly DataFrame[] | undefined): boolean {
  return frames !== undefined && readSeries(frames).ok;
}
