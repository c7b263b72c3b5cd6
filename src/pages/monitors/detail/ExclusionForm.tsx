import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import { addExclusion } from '../../../api/exclusions.ts';
import { InstantInput } from '../../../ui/inputs/InstantInput.tsx';
import type { ExclusionTableProps } from './ExclusionTable.tsx';
import { trainingWords } from './words.ts';

/** Keeps a stretch of time out of training. */
export function ExclusionForm({
  datasource,
  monitor,
  act,
}: Pick<ExclusionTableProps, 'datasource' | 'monitor' | 'act'>) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [start, setStart] = useState<number | null>(null);
  const [end, setEnd] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const isRight = start !== null && end !== null && end > start;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isRight && (await act(() => addExclusion(datasource, monitor, { start, end, note: note.trim() })))) {
      setStart(null);
      setEnd(null);
      setNote('');
      setTried(false);
    }
  };
  return (
    <form aria-label={trainingWords.add()} onSubmit={submit}>
      <h3 className={styles.title}>{trainingWords.add()}</h3>
      <div className={styles.row}>
        <InstantInput id={`${id}-from`} label={trainingWords.from()} value={start} onChange={setStart} />
        <InstantInput
          id={`${id}-to`}
          label={trainingWords.to()}
          value={end}
          error={isTried && !isRight ? trainingWords.wrong() : null}
          onChange={setEnd}
        />
        <Field label={trainingWords.note()} htmlFor={`${id}-note`} noMargin>
          <Input
            id={`${id}-note`}
            width={40}
            maxLength={500}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Field>
        <Button type="submit" variant="secondary" icon="plus" className={styles.add}>
          {trainingWords.addButton()}
        </Button>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ fontSize: theme.typography.h5.fontSize }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1.5), alignItems: 'start' }),
  // Beside the inputs, below the height of their labels.
  add: css({ marginTop: theme.spacing(2.5) }),
});
