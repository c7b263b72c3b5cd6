import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, InlineField, LoadingPlaceholder, RadioButtonGroup, Text, useStyles2 } from '@grafana/ui';
import type { ForecastLimit, HitTimes } from '../../../../contract/forecast.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { Section } from '../../../ui/forecast/explanation/Section.tsx';
import { likelihoodText } from '../../../ui/forecast/hit-sentence.ts';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { endOf } from '../../../ui/forecast/model/shown-forecast.ts';
import type { ShownForecast } from '../../../ui/forecast/model/shown-forecast.ts';
import { rowWords } from '../../../ui/forecast/words.ts';
import { DraftInput } from '../../../ui/inputs/DraftInput.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Answer } from '../../../ui/use-answer.ts';
import { whatIfWords } from './words.ts';

/** Changes on one press, percent of the limit. */
const CHANGES = [-20, -10, 10, 20] as const;

export interface WhatIfProps {
  readonly forecast: ShownForecast;
  /** The same forecast held against the other limit; null while there is none. */
  readonly changed: ShownForecast | null;
  /** How asking for it stands; null where nothing is asked. */
  readonly tried: Answer<unknown> | null;
  /** The limit that is tried; null where it is the real one. */
  readonly limit: ForecastLimit | null;
  readonly onLimit: (limit: ForecastLimit | null) => void;
}

/** When the series would hit another limit, beside when it hits the real one. */
export function WhatIf({ forecast, changed, tried, limit, onLimit }: WhatIfProps) {
  const styles = useStyles2(getStyles);
  const { hits } = forecast;
  const value = limit?.value ?? hits?.limit ?? null;
  const side = limit?.side ?? hits?.side ?? 'above';
  const set = (part: Partial<ForecastLimit>) => onLimit({ value, expr: '', side, ...part });
  const rows: Array<readonly [string, HitTimes]> = [
    ...(hits ? [[whatIfWords.real(), hits] as const] : []),
    ...(changed?.hits ? [[whatIfWords.changed(), changed.hits] as const] : []),
  ];
  return (
    <Section title={whatIfWords.title()}>
      <div className={styles.fields}>
        <DraftInput
          id="nightjar-what-if-limit"
          label={whatIfWords.limit()}
          help={whatIfWords.limitHelp()}
          labelWidth={10}
          width={28}
          type="number"
          suffix={value === null ? undefined : forecast.format(value)}
          step="any"
          value={value === null ? '' : String(Number(value.toPrecision(6)))}
          check={(text) => (text === '' || Number.isFinite(Number(text)) ? null : whatIfWords.notNumber())}
          onCommit={(text) => text !== '' && set({ value: Number(text) })}
        />
        <InlineField label={whatIfWords.side()}>
          <RadioButtonGroup
            aria-label={whatIfWords.side()}
            options={[
              { value: 'above' as const, label: whatIfWords.above() },
              { value: 'below' as const, label: whatIfWords.below() },
            ]}
            value={side}
            disabled={value === null}
            onChange={(next) => set({ side: next })}
          />
        </InlineField>
        {value !== null && value !== 0 && (
          <div className={styles.changes}>
            {CHANGES.map((percent) => (
              <Button
                key={percent}
                variant="secondary"
                aria-label={whatIfWords.changeHelp(String(percent))}
                onClick={() => set({ value: value * (1 + percent / 100) })}
              >
                {whatIfWords.change(percent > 0 ? `+${percent}` : `−${-percent}`)}
              </Button>
            ))}
          </div>
        )}
        {limit && hits && (
          <Button variant="secondary" fill="text" icon="history" onClick={() => onLimit(null)}>
            {whatIfWords.reset()}
          </Button>
        )}
      </div>
      {tried?.state === 'failed' && <Alert severity="error" title={whatIfWords.failed(errorMessage(tried.error))} />}
      {rows.length > 0 ? (
        <DataTable
          name={whatIfWords.table()}
          headings={[whatIfWords.case(), whatIfWords.limit(), whatIfWords.probability(), 'P10', 'P50', 'P90']}
          className={styles.table}
        >
          {rows.map(([name, row]) => (
            <Row key={name} name={name} hits={row} forecast={forecast} />
          ))}
        </DataTable>
      ) : (
        limit === null && <Text color="secondary">{whatIfWords.none()}</Text>
      )}
      {tried?.state === 'loading' && <LoadingPlaceholder text={whatIfWords.trying()} />}
    </Section>
  );
}

function Row({
  name,
  hits,
  forecast,
}: {
  readonly name: string;
  readonly hits: HitTimes;
  readonly forecast: ShownForecast;
}) {
  const horizon = durationText(endOf(forecast) - forecast.origin);
  const time = (after: number | null) => (after === null ? `> ${horizon}` : durationText(after));
  return (
    <tr>
      <td>{name}</td>
      <td>{forecast.format(hits.limit)}</td>
      <td>{likelihoodText(hits.probability)}</td>
      {hits.isPast ? (
        <>
          <td>{whatIfWords.past()}</td>
          <td>{rowWords.none()}</td>
          <td>{rowWords.none()}</td>
        </>
      ) : (
        <>
          <td>{time(hits.p10)}</td>
          <td>{time(hits.p50)}</td>
          <td>{time(hits.p90)}</td>
        </>
      )}
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 2) }),
  changes: css({ display: 'flex', gap: theme.spacing(0.5) }),
  table: css({ maxWidth: 800, td: { fontVariantNumeric: 'tabular-nums' } }),
});
