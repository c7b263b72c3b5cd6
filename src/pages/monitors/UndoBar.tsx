import { css } from '@emotion/css';
import { useEffect, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, IconButton, useStyles2 } from '@grafana/ui';
import type { MonitorActions } from './use-monitor-actions.ts';
import { monitorWords } from './words.ts';

/** Long enough to read, to think again and to reach the button by keyboard. */
const SHOWN_MS = 20_000;

export interface UndoBarProps {
  readonly actions: Pick<MonitorActions, 'undo' | 'forget'>;
  readonly monitor: { readonly id: string; readonly name: string };
}

/** Says that a monitor is deleted and brings it back; goes by itself, but not while it has the focus or the pointer. */
export function UndoBar({ actions: { undo, forget }, monitor }: UndoBarProps) {
  const styles = useStyles2(getStyles);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const timer = isHeld ? undefined : window.setTimeout(() => forget(monitor), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [isHeld, forget, monitor]);
  return (
    <div
      role="status"
      className={styles.bar}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <Icon name="trash-alt" />
      <span>{monitorWords.deleted(monitor.name)}</span>
      <Button size="sm" variant="secondary" icon="history" onClick={() => void undo(monitor)}>
        {monitorWords.undo()}
      </Button>
      <IconButton name="times" aria-label={monitorWords.dismiss()} onClick={() => forget(monitor)} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
  }),
});
