import { css } from '@emotion/css';
import type { FormEvent, ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Modal, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import { incidentsWords } from '../words.ts';

export interface DeedFormProps {
  readonly title: string;
  readonly help?: string;
  readonly icon: IconName;
  readonly submit: string;
  readonly isDisabled?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks what an action needs to know. */
export function DeedForm({ title, help, icon, submit, isDisabled, onSubmit, onClose, children }: DeedFormProps) {
  const styles = useStyles2(getStyles);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal title={title} isOpen onDismiss={onClose}>
      <form className={styles.form} onSubmit={send} noValidate>
        {help && <p className={styles.help}>{help}</p>}
        {children}
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {incidentsWords.cancel()}
          </Button>
          <Button type="submit" icon={icon} disabled={isDisabled}>
            {submit}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  help: css({ margin: 0, color: theme.colors.text.secondary }),
});
