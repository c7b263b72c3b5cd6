import { css } from '@emotion/css';
import { useCallback, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Checkbox, useStyles2 } from '@grafana/ui';
import { readIncidents } from '../../../api/incidents.ts';
import type { IncidentRecord } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { AlertSeverityMark } from '../../../ui/alerts/AlertSeverityMark.tsx';
import { errorMessage } from '../../../ui/error-message.ts';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { DeedForm } from './DeedForm.tsx';
import type { IncidentActions } from './use-incident-actions.ts';
import { actionWords, detailWords } from './words.ts';

export interface MergeModalProps {
  readonly datasource: ResourceSender;
  readonly incident: Pick<IncidentRecord, 'id'>;
  readonly act: IncidentActions['act'];
  readonly onClose: () => void;
}

const MOST = 50;

/** Chooses the incidents that go into this one. */
export function MergeModal({ datasource, incident: { id }, act, onClose }: MergeModalProps) {
  const styles = useStyles2(getStyles);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const read = useCallback(
    async (source: ResourceSender) => {
      const { incidents } = await readIncidents(source, { state: ['open', 'acknowledged'], limit: MOST });
      return incidents.filter((one) => one.id !== id);
    },
    [id]
  );
  const others = useAnswer(datasource, read);
  const merge = () => {
    onClose();
    void act({ kind: 'merge', with: chosen });
  };
  return (
    <DeedForm
      title={actionWords.mergeTitle()}
      help={actionWords.mergeHelp()}
      icon="link"
      submit={actionWords.merge()}
      isDisabled={chosen.length === 0}
      onSubmit={merge}
      onClose={onClose}
    >
      {others.state === 'loading' && <PlainMessage icon="spinner" title={actionWords.mergeLoading()} />}
      {others.state === 'failed' && <Alert severity="error" title={detailWords.failed(errorMessage(others.error))} />}
      {others.state === 'done' && others.value.length === 0 && (
        <PlainMessage icon="check-circle" title={actionWords.mergeNone()} />
      )}
      {others.state === 'done' && others.value.length > 0 && (
        <ul className={styles.list}>
          {others.value.map((one) => (
            <li key={one.id} className={styles.one}>
              <Checkbox
                label={shownLine(one.title, 160)}
                value={chosen.includes(one.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen((before) => (checked ? [...before, one.id] : before.filter((other) => other !== one.id)))
                }
              />
              <span className={styles.quiet}>
                <AlertSeverityMark severity={one.severity} withLabel />
                {` · ${durationText(Date.now() - one.startedAt)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </DeedForm>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, maxHeight: '45vh', overflowY: 'auto' }),
  one: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
  }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
