import { css } from '@emotion/css';
import { useCallback, useEffect, useRef } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Spinner, useStyles2 } from '@grafana/ui';
import { readMonitor } from '../../../api/monitors.ts';
import type { MonitorRecord, MonitorSpec } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { SpecChanges } from '../SpecChanges.tsx';
import { conflictWords } from './words.ts';

export interface ConflictNoticeProps {
  readonly datasource: ResourceSender;
  readonly id: string;
  /** What editing began from. */
  readonly base: MonitorSpec;
  readonly onKeepMine: (theirs: MonitorRecord) => void;
  readonly onTakeTheirs: (theirs: MonitorRecord) => void;
}

/** Someone else saved meanwhile: what they changed, and two ways on. */
export function ConflictNotice({ datasource, id, base, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readMonitor(source, id), [id]);
  const theirs = useAnswer(datasource, read);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [theirs.state]);
  switch (theirs.state) {
    case 'loading':
      return <Spinner />;
    case 'failed':
      return <Alert severity="error" title={conflictWords.unknown(errorMessage(theirs.error))} />;
    case 'done': {
      const { value } = theirs;
      return (
        <div ref={notice} tabIndex={-1}>
          <Alert severity="warning" title={conflictWords.title(value.updatedBy, value.version)}>
            <p>{conflictWords.explain()}</p>
            <SpecChanges before={base} after={value.spec} none={conflictWords.nothing()} />
            <div className={styles.buttons}>
              <Button variant="primary" onClick={() => onKeepMine(value)}>
                {conflictWords.keep()}
              </Button>
              <Button variant="secondary" onClick={() => onTakeTheirs(value)}>
                {conflictWords.take()}
              </Button>
            </div>
          </Alert>
        </div>
      );
    }
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
});
