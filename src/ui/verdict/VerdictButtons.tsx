import { css } from '@emotion/css';
import { useId, useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import { VERDICTS } from '../../../contract/monitor.ts';
import type { Verdict } from '../../../contract/monitor.ts';
import { giveVerdict, withdrawVerdict } from '../../api/detections.ts';
import type { DetectionRecord, NewVerdict } from '../../api/detections.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../error-message.ts';
import { ExpectedModal } from './ExpectedModal.tsx';
import { verdictNames, verdictWords } from './words.ts';

export interface VerdictButtonsProps {
  readonly datasource: ResourceSender;
  readonly detection: Pick<DetectionRecord, 'id' | 'series' | 'verdict'>;
  /** Without it the verdict is shown, and cannot be given. */
  readonly mayJudge: boolean;
  /** Whether a reason can be written beside the buttons. */
  readonly withNote?: boolean;
  readonly onChanged: () => void;
}

const ICONS: Record<Verdict, IconName> = { true: 'thumbs-up', false: 'thumbs-down', expected: 'calendar-alt' };

/** What people say of a detection: the verdict given, and buttons for another. */
export function VerdictButtons({ datasource, detection, mayJudge, withNote, onChanged }: VerdictButtonsProps) {
  const styles = useStyles2(getStyles);
  const noteId = useId();
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { id, series, verdict } = detection;
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      setNote('');
      onChanged();
    } catch (error) {
      setFailure(verdictWords.failed(errorMessage(error)));
    } finally {
      setBusy(false);
    }
  };
  const give = (given: NewVerdict) => act(() => giveVerdict(datasource, id, given));
  const pick = (chosen: Verdict) =>
    chosen === 'expected' ? setAsking(true) : void give({ verdict: chosen, until: null, note: note.trim() });
  return (
    <div className={styles.verdict}>
      {mayJudge && withNote && (
        <Field label={verdictWords.note()} htmlFor={noteId} noMargin>
          <Input
            id={noteId}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Field>
      )}
      {mayJudge && (
        <div role="group" aria-label={verdictWords.group(series)} className={styles.buttons}>
          {VERDICTS.map((one) => (
            <Button
              key={one}
              size="sm"
              icon={ICONS[one]}
              variant={verdict?.verdict === one ? 'primary' : 'secondary'}
              aria-pressed={verdict?.verdict === one}
              tooltip={verdictWords[`${one}Help`]()}
              disabled={isBusy}
              onClick={() => pick(one)}
            >
              {verdictNames[one]()}
            </Button>
          ))}
          {verdict && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              disabled={isBusy}
              onClick={() => void act(() => withdrawVerdict(datasource, id))}
            >
              {verdictWords.withdraw()}
            </Button>
          )}
        </div>
      )}
      {verdict ? <Said verdict={verdict} /> : !mayJudge && <span className={styles.quiet}>{verdictWords.none()}</span>}
      {failure !== null && (
        <div role="alert" className={styles.failure}>
          {failure}
        </div>
      )}
      {isAsking && (
        <ExpectedModal
          initialNote={note}
          onGive={(until, note) => {
            setAsking(false);
            void give({ verdict: 'expected', until, note });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Said({ verdict }: { readonly verdict: NonNullable<DetectionRecord['verdict']> }) {
  const styles = useStyles2(getStyles);
  const name =
    verdict.verdict === 'expected'
      ? `${verdictNames.expected()} ${verdict.until === null ? verdictWords.always() : verdictWords.until(dateTimeFormat(verdict.until))}`
      : verdictNames[verdict.verdict]();
  return (
    <div className={styles.quiet}>
      {verdictWords.by(name, verdict.author, dateTimeFormat(verdict.at))}
      {verdict.note && <div>{verdict.note}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  verdict: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  failure: css({ color: theme.colors.error.text, fontSize: theme.typography.bodySmall.fontSize }),
});
