import { useId } from 'react';
import { QUERY_DEFAULTS } from '../../../contract/query.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { isDurationText } from './duration-text.ts';
import type { QueryDraft } from './query-draft.ts';
import { queryWords } from './words.ts';

export interface QueryPartProps {
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
}

/** How much of the past counts, and at which resolution. */
export function TimingFields({ query, onChange }: QueryPartProps) {
  const id = useId();
  return (
    <>
      <DraftInput
        id={`${id}-training`}
        label={queryWords.trainingWindow()}
        help={queryWords.trainingWindowHelp()}
        value={query.trainingWindow}
        placeholder={QUERY_DEFAULTS.trainingWindow}
        check={(text) => (text === '' || isDurationText(text) ? null : queryWords.notADuration())}
        onCommit={(text) => onChange({ trainingWindow: text || QUERY_DEFAULTS.trainingWindow })}
      />
      <DraftInput
        id={`${id}-step`}
        label={queryWords.step()}
        help={queryWords.stepHelp()}
        value={query.step}
        placeholder={QUERY_DEFAULTS.step}
        check={(text) => (text === '' || text === 'auto' || isDurationText(text) ? null : queryWords.notAStep())}
        onCommit={(text) => onChange({ step: text || QUERY_DEFAULTS.step })}
      />
    </>
  );
}

/** How the series are named. */
export function LegendField({ query, onChange }: QueryPartProps) {
  return (
    <DraftInput
      id={useId()}
      label={queryWords.legend()}
      help={queryWords.legendHelp()}
      value={query.legendFormat}
      placeholder={queryWords.legendPlaceholder()}
      width={28}
      onCommit={(legendFormat) => onChange({ legendFormat })}
    />
  );
}
