import { useMemo } from 'react';
import { Combobox, InlineField } from '@grafana/ui';
import { hitSentence } from '../../../ui/forecast/hit-sentence.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import type { ShownForecast } from '../../../ui/forecast/model/shown-forecast.ts';
import { forecastDetailWords } from './words.ts';

const ID = 'nightjar-forecast-series';

export interface SeriesFieldProps {
  /** The most urgent first. */
  readonly forecasts: readonly ShownForecast[];
  readonly chosen: ShownForecast;
  readonly onLabels: (labels: Readonly<Record<string, string>>) => void;
}

/** Which series of the query the page is about. */
export function SeriesField({ forecasts, chosen, onLabels }: SeriesFieldProps) {
  const options = useMemo(
    () =>
      forecasts.map((one) => ({
        value: labelKey(one.labels),
        label: one.name,
        description: hitSentence(one, 'browser').title,
      })),
    [forecasts]
  );
  return (
    <InlineField label={forecastDetailWords.series()} htmlFor={ID} grow>
      <Combobox
        id={ID}
        options={options}
        value={labelKey(chosen.labels)}
        onChange={({ value }) => {
          const found = forecasts.find(({ labels }) => labelKey(labels) === value);
          if (found) {
            onLabels(found.labels);
          }
        }}
      />
    </InlineField>
  );
}
