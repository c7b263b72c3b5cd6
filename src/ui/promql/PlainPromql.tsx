import { css } from '@emotion/css';
import { useEffect, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import type { EditorProps } from './editor-props.ts';
import { promqlWords } from './words.ts';

/** PromQL as plain text, with the same keys. */
export function PlainPromql({ value, onRun, onLeave }: EditorProps) {
  const styles = useStyles2(getStyles);
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <TextArea
      className={styles.area}
      aria-label={promqlWords.label()}
      placeholder={promqlWords.placeholder()}
      rows={1}
      value={draft}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => onLeave(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.shiftKey) {
          event.preventDefault();
          onRun(draft);
        }
      }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({ fontFamily: theme.typography.fontFamilyMonospace, resize: 'vertical' }),
});
