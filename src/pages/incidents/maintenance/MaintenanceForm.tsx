import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Field, Input, useStyles2 } from '@grafana/ui';
import { addMaintenance } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { InstantInput } from '../../../ui/inputs/InstantInput.tsx';
import { incidentsWords } from '../words.ts';
import { EMPTY_DRAFT, readDraft } from './maintenance-draft.ts';
import { maintenanceWords } from './words.ts';

export interface MaintenanceFormProps {
  readonly datasource: ResourceSender;
  readonly onAdded: () => void;
}

/** Adds a maintenance window. */
export function MaintenanceForm({ datasource, onAdded }: MaintenanceFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { window, misfits } = readDraft(draft, Date.now());
  const wrong = isTried ? misfits : {};
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setFailure(null);
    if (!window) {
      return;
    }
    try {
      await addMaintenance(datasource, window);
      setDraft(EMPTY_DRAFT);
      setTried(false);
      onAdded();
    } catch (error) {
      setFailure(incidentsWords.actionFailed(errorMessage(error)));
    }
  };
  return (
    <form
      aria-label={maintenanceWords.add()}
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className={styles.row}>
        <Field
          label={maintenanceWords.matchers()}
          description={maintenanceWords.matchersHelp()}
          htmlFor={`${id}-matchers`}
          invalid={wrong.matchers !== undefined}
          error={wrong.matchers}
          className={styles.wide}
          noMargin
        >
          <Input
            id={`${id}-matchers`}
            maxLength={2_000}
            placeholder='service="cart"'
            value={draft.matchers}
            onChange={({ currentTarget }) => change({ matchers: currentTarget.value })}
          />
        </Field>
        <Field
          label={maintenanceWords.reason()}
          htmlFor={`${id}-reason`}
          invalid={wrong.reason !== undefined}
          error={wrong.reason}
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
          label={maintenanceWords.from()}
          help={maintenanceWords.fromHelp()}
          value={draft.start}
          onChange={(start) => change({ start })}
        />
        <InstantInput
          id={`${id}-until`}
          label={maintenanceWords.until()}
          value={draft.end}
          error={wrong.end ?? null}
          onChange={(end) => change({ end })}
        />
      </div>
      <div>
        <Button type="submit" icon="plus">
          {maintenanceWords.add()}
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
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: theme.spacing(1.5, 3) }),
  wide: css({ flex: '1 1 280px' }),
});
