import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Icon, Input, useStyles2 } from '@grafana/ui';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { formWords } from './words.ts';

export interface SaveBarProps {
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly note: string;
  readonly onNote: (note: string) => void;
  /** What keeps it from being saved, or null. */
  readonly problem: string | null;
  /** Where cancelling leads. */
  readonly back: string;
}

/** Saves or leaves, within reach wherever the form is scrolled to. */
export function SaveBar({ isNew, isSaving, note, onNote, problem, back }: SaveBarProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div className={styles.bar}>
      {!isNew && (
        <Field label={formWords.note()} description={formWords.noteHelp()} htmlFor={id} noMargin>
          <Input id={id} maxLength={500} value={note} onChange={({ currentTarget }) => onNote(currentTarget.value)} />
        </Field>
      )}
      <div role="alert" className={styles.problem}>
        {problem !== null && (
          <>
            <Icon name="exclamation-circle" /> {problem}
          </>
        )}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" icon={isSaving ? 'spinner' : 'save'} disabled={isSaving}>
          {isSaving ? formWords.saving() : isNew ? formWords.create() : formWords.save()}
        </Button>
        <PageLink href={back} variant="secondary">
          {formWords.cancel()}
        </PageLink>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  problem: css({ color: theme.colors.error.text, '&:empty': { display: 'none' } }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
