import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_OPTIONS } from './options.ts';
import type { ForecastOptions } from './options.ts';
import { forecastOptionWords } from './words.ts';

const SWITCHES: ReadonlyArray<readonly [keyof ForecastOptions, () => string, (() => string)?]> = [
  ['showHeadline', forecastOptionWords.headline, forecastOptionWords.headlineHelp],
  ['showFan', forecastOptionWords.fan],
  ['showLimit', forecastOptionWords.limit],
  ['showHits', forecastOptionWords.hits, forecastOptionWords.hitsHelp],
  ['showEarlier', forecastOptionWords.earlier, forecastOptionWords.earlierHelp],
  ['showFitted', forecastOptionWords.fitted, forecastOptionWords.fittedHelp],
  ['showRows', forecastOptionWords.rows, forecastOptionWords.rowsHelp],
  ['wholeHorizon', forecastOptionWords.wholeHorizon, forecastOptionWords.wholeHorizonHelp],
];

export function addForecastOptions(builder: PanelOptionsEditorBuilder<ForecastOptions>): void {
  for (const [path, name, help] of SWITCHES) {
    builder.addBooleanSwitch({
      path,
      name: name(),
      description: help?.(),
      category: [forecastOptionWords.category()],
      defaultValue: DEFAULT_OPTIONS[path],
    });
  }
}
