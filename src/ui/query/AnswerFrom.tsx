import { InlineField, RadioButtonGroup } from '@grafana/ui';
import { selectionOf } from '../../../contract/query.ts';
import type { QueryDraft } from './query-draft.ts';
import { monitorQueryWords } from './words.ts';

export interface AnswerFromProps {
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
}

/** Chooses between what an expression gives now and what a monitor detected then; what is selected stays the same. */
export function AnswerFrom({ query, onChange }: AnswerFromProps) {
  const selection = selectionOf(query);
  return (
    <InlineField label={monitorQueryWords.from()} tooltip={monitorQueryWords.fromHelp()}>
      <RadioButtonGroup
        aria-label={monitorQueryWords.from()}
        options={[
          { value: 'query', label: monitorQueryWords.fromQuery() },
          { value: 'monitor', label: monitorQueryWords.fromMonitor() },
        ]}
        value={query.output === 'monitor' ? 'monitor' : 'query'}
        onChange={(source) =>
          onChange(source === 'monitor' ? { output: 'monitor', select: selection } : { output: selection })
        }
      />
    </InlineField>
  );
}
