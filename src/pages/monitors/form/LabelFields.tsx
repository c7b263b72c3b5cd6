import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FieldValidationMessage, IconButton, Input, Text, useStyles2 } from '@grafana/ui';
import type { MonitorDraft } from './draft.ts';
import { nameWords } from './words.ts';

type Labels = MonitorDraft['labels'];

export interface LabelFieldsProps {
  readonly labels: Labels;
  readonly error?: string;
  readonly onChange: (labels: Labels) => void;
}

/** Labels of the monitor, a row each. */
export function LabelFields({ labels, error, onChange }: LabelFieldsProps) {
  const styles = useStyles2(getStyles);
  const set = (index: number, part: Partial<Labels[number]>) =>
    onChange(labels.map((label, i) => (i === index ? { ...label, ...part } : label)));
  return (
    <div role="group" aria-label={nameWords.labels()} className={styles.group}>
      <div>
        <Text variant="bodySmall" weight="medium">
          {nameWords.labels()}
        </Text>
        <div className={styles.help}>{nameWords.labelsHelp()}</div>
      </div>
      {labels.map(({ name, value }, index) => (
        <div key={index} className={styles.row}>
          <Input
            width={20}
            aria-label={nameWords.labelName(index + 1)}
            aria-invalid={error !== undefined}
            value={name}
            onChange={({ currentTarget }) => set(index, { name: currentTarget.value })}
          />
          <span>=</span>
          <Input
            width={28}
            maxLength={200}
            aria-label={nameWords.labelValue(index + 1)}
            value={value}
            onChange={({ currentTarget }) => set(index, { value: currentTarget.value })}
          />
          <IconButton
            name="trash-alt"
            aria-label={nameWords.removeLabel(index + 1)}
            onClick={() => onChange(labels.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
      <div>
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          onClick={() => onChange([...labels, { name: '', value: '' }])}
        >
          {nameWords.addLabel()}
        </Button>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  help: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
});
