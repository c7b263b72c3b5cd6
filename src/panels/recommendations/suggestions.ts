import { VisualizationSuggestionScore } from '@grafana/data';
import type { DataFrame, VisualizationSuggestionsBuilder } from '@grafana/data';
import { readRecommendations } from './read-recommendations.ts';
import type { RecommendationsOptions } from './options.ts';

const SUGGESTION = { name: 'Nightjar recommendations', score: VisualizationSuggestionScore.Best };

/** What Grafana 13 tells a supplier of the data; earlier versions pass a builder instead. */
interface DataSummary {
  readonly rawFrames?: readonly DataFrame[];
}

/** Grafana 13 takes a function, 12 an object with a method: this is both. It suggests the panel for tables of recommendations. */
export const suggestRecommendations = Object.assign(
  (summary: DataSummary) => (readRecommendations(summary.rawFrames ?? []).ok ? [SUGGESTION] : undefined),
  {
    getSuggestionsForData(builder: VisualizationSuggestionsBuilder): void {
      if (readRecommendations(builder.data?.series ?? []).ok) {
        builder
          .getListAppender<RecommendationsOptions, object>({
            ...SUGGESTION,
            pluginId: 'nightjar-recommendations-panel',
          })
          .append({});
      }
    },
  }
);
