import { useId } from 'react';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import type { ForecastQuery } from '../../../contract/forecast.ts';
import { LIMIT_SIDES } from '../../../contract/forecast.ts';
import type { readForecasters } from '../../api/forecasters.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import type { Answer } from '../use-answer.ts';
import { forecastQueryWords as words, sideWords } from './forecast-words.ts';
import { ForecasterField } from './ForecasterField.tsx';
import { limitOfText, textOfLimit } from './limit-text.ts';
import { queryWords } from './words.ts';

export interface ForecastAskedProps {
  readonly forecasters: Answer<Awaited<ReturnType<typeof readForecasters>>>;
  readonly forecast: ForecastQuery;
  readonly isHorizon: (text: string) => boolean;
  readonly onChange: (change: Partial<ForecastQuery>) => void;
}

/** Forecaster, horizon, level and limit. */
export function ForecastAsked({ forecasters, forecast, isHorizon, onChange }: ForecastAskedProps) {
  const id = useId();
  const { limit } = forecast;
  return (
    <>
      <ForecasterField
        forecasters={forecasters}
        value={forecast.forecaster}
        onChange={(forecaster) => onChange({ forecaster, settings: {} })}
      />
      <DraftInput
        id={`${id}-horizon`}
        label={words.horizon()}
        help={words.horizonHelp()}
        labelWidth={10}
        width={12}
        value={forecast.horizon}
        check={(text) => (isHorizon(text) ? null : queryWords.notADuration())}
        onCommit={(horizon) => onChange({ horizon })}
      />
      <DraftInput
        id={`${id}-level`}
        label={words.level()}
        help={words.levelHelp()}
        labelWidth={8}
        width={10}
        type="number"
        step="any"
        suffix="%"
        value={String(forecast.level)}
        check={(text) => (Number(text) > 0 && Number(text) < 100 ? null : words.notALevel())}
        onCommit={(text) => onChange({ level: Number(text) })}
      />
      <DraftInput
        id={`${id}-limit`}
        label={words.limit()}
        help={words.limitHelp()}
        labelWidth={8}
        width={36}
        placeholder={words.limitPlaceholder()}
        value={textOfLimit(limit)}
        onCommit={(text) => onChange({ limit: { ...limit, ...limitOfText(text) } })}
      />
      <InlineField label={words.side()} tooltip={words.sideHelp()}>
        <RadioButtonGroup
          aria-label={words.side()}
          options={LIMIT_SIDES.map((value) => ({ value, label: sideWords[value]() }))}
          value={limit.side}
          onChange={(side) => onChange({ limit: { ...limit, side } })}
        />
      </InlineField>
    </>
  );
}
