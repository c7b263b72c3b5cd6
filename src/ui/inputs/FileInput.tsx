import { css } from '@emotion/css';
import type { Ref } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface FileInputProps {
  readonly id: string;
  /** Kinds of files to offer, as in HTML. */
  readonly accept: string;
  readonly disabled?: boolean;
  /** To empty it once its file is sent: `value = ''`. */
  readonly chooser: Ref<HTMLInputElement>;
  readonly onChoose: (file: File | null) => void;
}

/** The browser's own chooser of one file, with a button that looks like Grafana's. */
export function FileInput({ id, accept, disabled, chooser, onChoose }: FileInputProps) {
  const styles = useStyles2(getStyles);
  return (
    <input
      ref={chooser}
      id={id}
      type="file"
      accept={accept}
      className={styles.input}
      disabled={disabled}
      onChange={({ currentTarget }) => onChoose(currentTarget.files?.[0] ?? null)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  input: css({
    // Grafana's reset makes every file input four pixels high, in a rule that outweighs a single class.
    '&&': {
      display: 'block',
      height: 'auto',
      maxWidth: '100%',
      lineHeight: theme.typography.body.lineHeight,
      padding: theme.spacing(0.25),
      color: theme.colors.text.primary,
      background: 'transparent',
    },
    '&&::file-selector-button': {
      height: theme.spacing(theme.components.height.md),
      marginRight: theme.spacing(1),
      padding: theme.spacing(0, 2),
      font: 'inherit',
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.secondary.text,
      background: theme.colors.secondary.main,
      border: `1px solid ${theme.colors.secondary.border}`,
      borderRadius: theme.shape.radius.default,
      cursor: 'pointer',
    },
    '&&:hover::file-selector-button': { background: theme.colors.secondary.shade },
    '&&:disabled::file-selector-button': { color: theme.colors.text.disabled, cursor: 'not-allowed' },
  }),
});
