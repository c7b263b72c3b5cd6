import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { parseDuration } from '../../../contract/duration.ts';
import { QUERY_DEFAULTS } from '../../../contract/query.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { MarkingOptions } from './MarkingOptions.tsx';
import { MissingOption } from './MissingOption.tsx';
import type { QueryDraft } from './query-draft.ts';
import { queryWords } from './words.ts';

export interface DetectionOptionsProps {
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
}

/** A duration, or a template variable that may become one. */
const isDuration = (text: string) => parseDuration(text) !== null || text.includes('$');

/** The options every detector has. */
export function DetectionOptions({ query, onChange }: DetectionOptionsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div className={styles.fields}>
      <MarkingOptions query={query} onChange={onChange} />
      <MissingOption value={query.missing} onChange={(missing) => onChange({ missing })} />
      <DraftInput
        id={`${id}-training`}
        label={queryWords.trainingWindow()}
        help={queryWords.trainingWindowHelp()}
        value={query.trainingWindow}
        placeholder={QUERY_DEFAULTS.trainingWindow}
        check={(text) => (text === '' || isDuration(text) ? null : queryWords.notADuration())}
        onCommit={(text) => onChange({ trainingWindow: text || QUERY_DEFAULTS.trainingWindow })}
      />
      <DraftInput
        id={`${id}-step`}
        label={queryWords.step()}
        help={queryWords.stepHelp()}
        value={query.step}
        placeholder={QUERY_DEFAULTS.step}
        check={(text) => (text === '' || text === 'auto' || isDuration(text) ? null : queryWords.notAStep())}
        onCommit={(text) => onChange({ step: text || QUERY_DEFAULTS.step })}
      />
      <DraftInput
        id={`${id}-legend`}
        label={queryWords.legend()}
        help={queryWords.legendHelp()}
        value={query.legendFormat}
        placeholder={queryWords.legendPlaceholder()}
        width={28}
        onCommit={(legendFormat) => onChange({ legendFormat })}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
