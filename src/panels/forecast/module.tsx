import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { commonOptionsBuilder } from '@grafana/ui';
import { ForecastPanel } from './ForecastPanel.tsx';
import type { ForecastFieldConfig, ForecastOptions } from './options.ts';
import { addForecastOptions } from './panel-options.ts';
import { suggestForecast } from './suggestions.ts';

void initPluginTranslations('nightjar-forecast-panel');

export const plugin = new PanelPlugin<ForecastOptions, ForecastFieldConfig>(ForecastPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    disableStandardOptions: [FieldConfigProperty.Thresholds, FieldConfigProperty.Mappings],
    useCustomConfig: (builder) => commonOptionsBuilder.addHideFrom(builder),
  })
  .setPanelOptions(addForecastOptions)
  .setSuggestionsSupplier(suggestForecast);
