import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Field, Input, useStyles2 } from '@grafana/ui';
import type { ResourceSender } from '../../../api/request.ts';
import { addSuppression } from '../../../api/suppressions.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { InstantInput } from '../../../ui/inputs/InstantInput.tsx';
import { draftSuppression, EMPTY_SUPPRESSION } from './suppression-draft.ts';
import { rulesWords, suppressionWords } from './words.ts';

export interface SuppressionFormProps {
  readonly datasource: ResourceSender;
  readonly onAdded: () => void;
}

/** Adds a suppression: for which labels, from when until when, and why. */
export function SuppressionForm({ datasource, onAdded }: SuppressionFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [draft, setDraft] = useState(EMPTY_SUPPRESSION);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const read = draftSuppression(draft, Date.now());
  const misfits = isTried ? read.misfits : {};
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setFailure(null);
    if (!read.suppression) {
      return;
    }
    try {
      await addSuppression(datasource, read.suppression);
      setDraft(EMPTY_SUPPRESSION);
      setTried(false);
      onAdded();
    } catch (error) {
      setFailure(rulesWords.actionFailed(errorMessage(error)));
    }
  };
  return (
    <form aria-label={suppressionWords.add()} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.row}>
        <Field
          label={suppressionWords.matchers()}
          description={suppressionWords.matchersHelp()}
          htmlFor={`${id}-matchers`}
          invalid={misfits.matchers !== undefined}
          error={misfits.matchers}
          className={styles.wide}
          noMargin
        >
          <Input
            id={`${id}-matchers`}
            placeholder='service="cart"'
            value={draft.matchers}
            onChange={({ currentTarget }) => change({ matchers: currentTarget.value })}
          />
        </Field>
        <Field
          label={suppressionWords.reason()}
          description={suppressionWords.reasonHelp()}
          htmlFor={`${id}-reason`}
          invalid={misfits.reason !== undefined}
          error={misfits.reason}
          className={styles.wide}
          noMargin
        >
          <Input
            id={`${id}-reason`}
            maxLength={500}
            value={draft.reason}
            onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
          />
        </Field>
      </div>
      <div className={styles.row}>
        <InstantInput
          id={`${id}-from`}
          label={suppressionWords.from()}
          value={draft.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
        <InstantInput
          id={`${id}-until`}
          label={suppressionWords.until()}
          value={draft.endsAt}
          error={misfits.times ?? null}
          onChange={(endsAt) => change({ endsAt })}
        />
        <Button type="submit" icon="plus" className={styles.add}>
          {suppressionWords.add()}
        </Button>
      </div>
      {failure !== null && <Alert severity="error" title={failure} />}
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: theme.spacing(1.5) }),
  wide: css({ flex: '1 1 320px' }),
  // Beside the inputs, below the height of their labels.
  add: css({ marginTop: theme.spacing(2.5) }),
});
