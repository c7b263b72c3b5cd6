import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_OPTIONS } from './options.ts';
import type { RecommendationsOptions } from './options.ts';
import { panelWords } from './words.ts';

export function addRecommendationsOptions(builder: PanelOptionsEditorBuilder<RecommendationsOptions>): void {
  const category = [panelWords.category()];
  builder
    .addRadio({
      path: 'look',
      name: panelWords.look(),
      category,
      defaultValue: DEFAULT_OPTIONS.look,
      settings: {
        options: [
          { value: 'cards' as const, label: panelWords.cards() },
          { value: 'table' as const, label: panelWords.table() },
        ],
      },
    })
    .addNumberInput({
      path: 'most',
      name: panelWords.most(),
      description: panelWords.mostHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.most,
      settings: { min: 0, max: 500, integer: true },
    })
    .addBooleanSwitch({
      path: 'onlyCurrent',
      name: panelWords.onlyCurrent(),
      description: panelWords.onlyCurrentHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.onlyCurrent,
    });
}
