import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { SEVERITIES } from '../../../contract/severity.ts';
import { severityWords } from '../../ui/words.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import type { AnomaliesOptions } from './options.ts';
import { optionWords } from './words.ts';

/** The panel's own options; the legend's are Grafana's. */
export function addPanelOptions(builder: PanelOptionsEditorBuilder<AnomaliesOptions>): void {
  const show = [optionWords.showCategory()];
  builder
    .addBooleanSwitch({
      path: 'showBand',
      name: optionWords.band(),
      description: optionWords.bandHelp(),
      category: show,
      defaultValue: DEFAULT_OPTIONS.showBand,
    })
    .addBooleanSwitch({
      path: 'showExpected',
      name: optionWords.expected(),
      category: show,
      defaultValue: DEFAULT_OPTIONS.showExpected,
    })
    .addBooleanSwitch({
      path: 'showPoints',
      name: optionWords.points(),
      category: show,
      defaultValue: DEFAULT_OPTIONS.showPoints,
    })
    .addBooleanSwitch({
      path: 'showRegions',
      name: optionWords.regions(),
      category: show,
      defaultValue: DEFAULT_OPTIONS.showRegions,
    })
    .addBooleanSwitch({
      path: 'showScores',
      name: optionWords.scores(),
      description: optionWords.scoresHelp(),
      category: show,
      defaultValue: DEFAULT_OPTIONS.showScores,
    });
  addSeverityOptions(builder);
}

function addSeverityOptions(builder: PanelOptionsEditorBuilder<AnomaliesOptions>): void {
  const category = [optionWords.severityCategory()];
  builder
    .addSelect({
      path: 'least',
      name: optionWords.least(),
      description: optionWords.leastHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.least,
      settings: {
        options: [
          { value: 'query' as const, label: optionWords.fromQuery() },
          ...SEVERITIES.map((value) => ({ value, label: severityWords[value]() })),
        ],
      },
    })
    .addBooleanSwitch({
      path: 'ownThresholds',
      name: optionWords.ownThresholds(),
      description: optionWords.ownThresholdsHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.ownThresholds,
    });
  const names = {
    low: optionWords.thresholdLow(),
    medium: optionWords.thresholdMedium(),
    high: optionWords.thresholdHigh(),
  };
  for (const severity of SEVERITIES) {
    builder.addNumberInput({
      path: `thresholds.${severity}`,
      name: names[severity],
      category,
      defaultValue: DEFAULT_OPTIONS.thresholds[severity],
      settings: { min: 0, max: 1, step: 0.01 },
      showIf: (options) => options.ownThresholds,
    });
  }
}
