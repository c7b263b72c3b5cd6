import { InlineField, RadioButtonGroup } from '@grafana/ui';
import { MISSING_POLICIES } from '../../../contract/query.ts';
import type { MissingPolicy } from '../../../contract/query.ts';
import { missingWords, queryWords } from './words.ts';

export interface MissingOptionProps {
  readonly value: MissingPolicy;
  readonly onChange: (missing: MissingPolicy) => void;
}

/** What a missing value means. */
export function MissingOption({ value: missing, onChange }: MissingOptionProps) {
  return (
    <InlineField label={queryWords.missing()} labelWidth={23} tooltip={queryWords.missingHelp()}>
      <RadioButtonGroup
        aria-label={queryWords.missing()}
        options={MISSING_POLICIES.map((value) => ({ value, label: missingWords[value]() }))}
        value={missing}
        onChange={onChange}
      />
    </InlineField>
  );
}
