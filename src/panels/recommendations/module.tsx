import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import type { RecommendationsOptions } from './options.ts';
import { addRecommendationsOptions } from './panel-options.ts';
import { RecommendationsPanel } from './RecommendationsPanel.tsx';
import { suggestRecommendations } from './suggestions.ts';

void initPluginTranslations('nightjar-recommendations-panel');

export const plugin = new PanelPlugin<RecommendationsOptions>(RecommendationsPanel)
  .setPanelOptions(addRecommendationsOptions)
  .setSuggestionsSupplier(suggestRecommendations);
