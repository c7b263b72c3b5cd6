import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, Field, Input, useStyles2 } from '@grafana/ui';
import type { Meaning, Scaling, UploadDraft } from './upload-form.ts';
import { uploadWords } from './words.ts';

export interface DeclarationFieldsProps {
  readonly draft: UploadDraft;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<UploadDraft>) => void;
}

const MEANINGS: readonly Meaning[] = ['raw', 'decision', 'score', 'prediction', 'reconstruction'];
const SCALINGS: readonly Scaling[] = ['none', 'standard', 'robust'];

/** What a file is that Nightjar did not write. */
export function DeclarationFields({ draft, disabled, onChange }: DeclarationFieldsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const text = (name: 'input' | 'window' | 'features' | 'output', label: string, help: string, type = 'text') => (
    <Field label={label} description={help} htmlFor={`${id}-${name}`} className={styles.field} noMargin>
      <Input
        id={`${id}-${name}`}
        type={type}
        min={type === 'number' ? 1 : undefined}
        value={draft[name]}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
      />
    </Field>
  );
  return (
    <div className={styles.grid}>
      {text('input', uploadWords.input(), uploadWords.inputHelp())}
      {text('window', uploadWords.window(), uploadWords.windowHelp(), 'number')}
      {text('features', uploadWords.features(), uploadWords.featuresHelp())}
      <Field
        label={uploadWords.scaling()}
        description={uploadWords.scalingHelp()}
        htmlFor={`${id}-scaling`}
        className={styles.field}
        noMargin
      >
        <Combobox
          id={`${id}-scaling`}
          disabled={disabled}
          options={SCALINGS.map((value) => ({ value, label: uploadWords.scalings[value]() }))}
          value={draft.scaling}
          onChange={({ value }) => onChange({ scaling: value })}
        />
      </Field>
      {text('output', uploadWords.output(), uploadWords.outputHelp())}
      <Field label={uploadWords.meaning()} htmlFor={`${id}-meaning`} className={styles.field} noMargin>
        <Combobox
          id={`${id}-meaning`}
          disabled={disabled}
          options={MEANINGS.map((value) => ({ value, label: uploadWords.meanings[value]() }))}
          value={draft.meaning}
          onChange={({ value }) => onChange({ meaning: value })}
        />
      </Field>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  }),
  field: css({ margin: 0 }),
});
