import { useMemo } from 'react';
import { dateTimeFormat } from '@grafana/data';
import { Combobox, InlineField } from '@grafana/ui';
import { forecastDetailWords } from './words.ts';

const ID = 'nightjar-forecast-origin';

export interface OriginFieldProps {
  /** Newest first, ms since the epoch. */
  readonly origins: readonly number[];
  /** null for the newest. */
  readonly origin: number | null;
  readonly onOrigin: (origin: number | null) => void;
}

/** Which of the kept forecasts: the newest, or what was foretold then. */
export function OriginField({ origins, origin, onOrigin }: OriginFieldProps) {
  const options = useMemo(
    () =>
      origins.map((one, index) => ({
        value: one,
        label: index === 0 ? forecastDetailWords.newest(dateTimeFormat(one)) : dateTimeFormat(one),
      })),
    [origins]
  );
  return (
    <InlineField label={forecastDetailWords.asOf()} tooltip={forecastDetailWords.asOfHelp()} htmlFor={ID}>
      <Combobox
        id={ID}
        width={36}
        options={options}
        value={origin ?? origins[0]}
        onChange={({ value }) => onOrigin(value === origins[0] ? null : value)}
      />
    </InlineField>
  );
}
