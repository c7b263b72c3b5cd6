import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, TextArea, useStyles2 } from '@grafana/ui';
import { actionWords } from './words.ts';

export interface CommentFormProps {
  /** Resolves to whether it is kept. */
  readonly onComment: (text: string) => Promise<boolean>;
}

/** Writes into the timeline; what is typed stays until it is kept. */
export function CommentForm({ onComment }: CommentFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    if (await onComment(text.trim())) {
      setText('');
    }
    setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <label htmlFor={id} className={styles.label}>
        {actionWords.comment()}
      </label>
      <TextArea
        id={id}
        rows={2}
        maxLength={4_000}
        placeholder={actionWords.commentHelp()}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="secondary" icon="comment-alt" disabled={isBusy || text.trim() === ''}>
        {actionWords.addComment()}
      </Button>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(0.5) }),
  label: css({ fontWeight: theme.typography.fontWeightMedium, fontSize: theme.typography.bodySmall.fontSize }),
});
