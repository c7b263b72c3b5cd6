import { InlineField, RadioButtonGroup } from '@grafana/ui';
import { isAlertOutput, isForecastOutput, selectionOf } from '../../../contract/query.ts';
import type { QueryDraft } from './query-draft.ts';
import { monitorQueryWords } from './words.ts';

export interface AnswerFromProps {
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
  /** Whether what comes next may be asked for too. */
  readonly forecasts?: boolean;
}

type Source = 'query' | 'monitor' | 'forecast' | 'alerts';

/** Chooses between what an expression gives now, what a monitor detected then, what comes next, and what is known of alerts; what is selected stays the same. */
export function AnswerFrom({ query, onChange, forecasts = false }: AnswerFromProps) {
  const selection = selectionOf(query);
  const changes: Record<Source, () => Partial<QueryDraft>> = {
    query: () => ({ output: selection }),
    monitor: () => ({ output: 'monitor', select: selection }),
    forecast: () => ({ output: 'forecast', select: selection }),
    alerts: () => ({ output: 'incidents', select: selection }),
  };
  return (
    <InlineField label={monitorQueryWords.from()} tooltip={monitorQueryWords.fromHelp()}>
      <RadioButtonGroup
        aria-label={monitorQueryWords.from()}
        options={[
          { value: 'query' as const, label: monitorQueryWords.fromQuery() },
          { value: 'monitor' as const, label: monitorQueryWords.fromMonitor() },
          ...(forecasts ? [{ value: 'forecast' as const, label: monitorQueryWords.fromForecast() }] : []),
          { value: 'alerts' as const, label: monitorQueryWords.fromAlerts() },
        ]}
        value={sourceOf(query)}
        onChange={(source: Source) => onChange(changes[source]())}
      />
    </InlineField>
  );
}

function sourceOf({ output }: QueryDraft): Source {
  if (isAlertOutput(output)) {
    return 'alerts';
  }
  return isForecastOutput(output) ? 'forecast' : output === 'monitor' ? 'monitor' : 'query';
}
