import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ForecastQuery } from '../../../contract/forecast.ts';
import { FORECAST_DEFAULTS } from '../../../contract/forecast.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { forecastQueryWords as words } from './forecast-words.ts';
import { levelsOfText } from './limit-text.ts';
import { LegendField, TimingFields } from './TimingFields.tsx';
import type { QueryPartProps } from './TimingFields.tsx';

export interface ForecastOptionsProps extends QueryPartProps {
  readonly forecast: ForecastQuery;
  readonly onForecast: (change: Partial<ForecastQuery>) => void;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

/** What of a forecast is seldom changed. */
export function ForecastOptions({ query, forecast, onChange, onForecast }: ForecastOptionsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div className={styles.fields}>
      <TimingFields query={query} onChange={onChange} />
      <DraftInput
        id={`${id}-levels`}
        label={words.levels()}
        help={words.levelsHelp()}
        value={forecast.levels.join(', ')}
        placeholder={words.none()}
        check={(text) => (levelsOfText(text) ? null : words.notALevel())}
        onCommit={(text) => onForecast({ levels: levelsOfText(text) ?? [] })}
      />
      <DraftInput
        id={`${id}-earlier`}
        label={words.earlier()}
        help={words.earlierHelp()}
        type="number"
        step={1}
        value={String(forecast.earlier)}
        check={(text) => (/^\d+$/.test(text.trim()) && Number(text) <= 20 ? null : words.notACount())}
        onCommit={(text) => onForecast({ earlier: Number(text) })}
      />
      <DraftInput
        id={`${id}-floor`}
        label={words.floor()}
        help={words.floorHelp()}
        value={String(forecast.floor)}
        placeholder={FORECAST_DEFAULTS.floor as string}
        check={(text) => (['', 'auto', 'none'].includes(text) || isNumber(text) ? null : words.notAFloor())}
        onCommit={(text) => onForecast({ floor: isNumber(text) ? Number(text) : text === 'none' ? 'none' : 'auto' })}
      />
      <DraftInput
        id={`${id}-ceiling`}
        label={words.ceiling()}
        help={words.ceilingHelp()}
        value={String(forecast.ceiling)}
        placeholder={FORECAST_DEFAULTS.ceiling as string}
        check={(text) => (['', 'none'].includes(text) || isNumber(text) ? null : words.notACeiling())}
        onCommit={(text) => onForecast({ ceiling: isNumber(text) ? Number(text) : 'none' })}
      />
      <DraftInput
        id={`${id}-zone`}
        label={words.timeZone()}
        help={words.timeZoneHelp()}
        value={forecast.timeZone}
        placeholder={FORECAST_DEFAULTS.timeZone}
        onCommit={(text) => onForecast({ timeZone: text || FORECAST_DEFAULTS.timeZone })}
      />
      <DraftInput
        id={`${id}-exogenous`}
        label={words.exogenous()}
        help={words.exogenousHelp()}
        width={28}
        value={forecast.exogenous[0] ?? ''}
        onCommit={(text) => onForecast({ exogenous: [text.trim(), ...forecast.exogenous.slice(1)].filter(Boolean) })}
      />
      <LegendField query={query} onChange={onChange} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
