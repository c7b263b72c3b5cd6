import { VisualizationSuggestionScore } from '@grafana/data';
import type { DataFrame, VisualizationSuggestionsBuilder } from '@grafana/data';
import { readIncidents } from './read-incidents.ts';
import type { AlertsOptions } from './options.ts';

const SUGGESTION = { name: 'Nightjar alerts', score: VisualizationSuggestionScore.Best };

/** What Grafana 13 tells a supplier of the data; earlier versions pass a builder instead. */
interface DataSummary {
  readonly rawFrames?: readonly DataFrame[];
}

/** Grafana 13 takes a function, 12 an object with a method: this is both. It suggests the panel for tables of incidents. */
export const suggestAlerts = Object.assign(
  (summary: DataSummary) => (readIncidents(summary.rawFrames ?? []).ok ? [SUGGESTION] : undefined),
  {
    getSuggestionsForData(builder: VisualizationSuggestionsBuilder): void {
      if (readIncidents(builder.data?.series ?? []).ok) {
        builder.getListAppender<AlertsOptions, object>({ ...SUGGESTION, pluginId: 'nightjar-alerts-panel' }).append({});
      }
    },
  }
);
