import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { commonOptionsBuilder } from '@grafana/ui';
import { DEFAULT_LINE_WIDTH } from '../../ui/plot/line-width.ts';
import { AnomaliesPanel } from './AnomaliesPanel.tsx';
import type { AnomaliesFieldConfig, AnomaliesOptions } from './options.ts';
import { addPanelOptions } from './panel-options.ts';
import { suggestAnomalies } from './suggestions.ts';
import { optionWords } from './words.ts';

void initPluginTranslations('nightjar-anomalies-panel');

export const plugin = new PanelPlugin<AnomaliesOptions, AnomaliesFieldConfig>(AnomaliesPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    disableStandardOptions: [FieldConfigProperty.Thresholds, FieldConfigProperty.Mappings],
    useCustomConfig: (builder) => {
      builder.addSliderInput({
        path: 'lineWidth',
        name: optionWords.lineWidth(),
        description: optionWords.lineWidthHelp(),
        category: [optionWords.graphCategory()],
        defaultValue: DEFAULT_LINE_WIDTH,
        settings: { min: 0.5, max: 6, step: 0.5 },
      });
      commonOptionsBuilder.addHideFrom(builder);
    },
  })
  .setPanelOptions((builder) => {
    addPanelOptions(builder);
    commonOptionsBuilder.addLegendOptions(builder, false);
  })
  .setSuggestionsSupplier(suggestAnomalies);
