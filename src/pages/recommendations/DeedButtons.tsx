import { css } from '@emotion/css';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, Modal, useStyles2 } from '@grafana/ui';
import type { Recommendation } from '../../api/recommendations.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import type { Decisions } from './use-decisions.ts';
import { deedWords } from './words.ts';

export interface DeedButtonsProps {
  readonly recommendation: Recommendation;
  readonly decisions: Decisions;
}

const DAY = 86_400_000;
const DAYS = [1, 7, 30] as const;

/** What can be decided about a recommendation as it stands. */
export function DeedButtons({ recommendation, decisions: { decide, isBusy } }: DeedButtonsProps) {
  const styles = useStyles2(getStyles);
  const [asking, setAsking] = useState<'dismiss' | 'snooze' | null>(null);
  const { recommendationId: id, state, title } = recommendation;
  const close = () => setAsking(null);
  return (
    <div className={styles.buttons}>
      {state === 'pending' && (
        <>
          <Button
            size="sm"
            icon="check"
            disabled={isBusy}
            aria-label={deedWords.acceptOf(shownLine(title))}
            onClick={() => void decide(id, { kind: 'accept' })}
          >
            {deedWords.accept()}
          </Button>
          <Button size="sm" variant="secondary" icon="clock-nine" disabled={isBusy} onClick={() => setAsking('snooze')}>
            {deedWords.snooze()}
          </Button>
        </>
      )}
      {state === 'accepted' && (
        <Button size="sm" icon="check-circle" disabled={isBusy} onClick={() => void decide(id, { kind: 'done' })}>
          {deedWords.done()}
        </Button>
      )}
      {(state === 'pending' || state === 'accepted') && (
        <Button size="sm" variant="secondary" icon="times" disabled={isBusy} onClick={() => setAsking('dismiss')}>
          {deedWords.dismiss()}
        </Button>
      )}
      {(state === 'dismissed' || state === 'snoozed') && (
        <Button
          size="sm"
          variant="secondary"
          icon="history"
          disabled={isBusy}
          onClick={() => void decide(id, { kind: 'reopen' })}
        >
          {deedWords.reopen()}
        </Button>
      )}
      {asking === 'dismiss' && (
        <DismissModal
          onClose={close}
          onDismiss={(reason) => {
            close();
            void decide(id, { kind: 'dismiss', reason });
          }}
        />
      )}
      {asking === 'snooze' && (
        <Modal title={deedWords.snoozeTitle()} isOpen onDismiss={close}>
          <div role="group" aria-label={deedWords.snoozeFor()} className={styles.buttons}>
            {DAYS.map((days) => (
              <Button
                key={days}
                variant="secondary"
                onClick={() => {
                  close();
                  void decide(id, { kind: 'snooze', until: Date.now() + days * DAY });
                }}
              >
                {deedWords.days(days)}
              </Button>
            ))}
          </div>
        </Modal>
      )}
    </div>
  );
}

interface DismissModalProps {
  readonly onDismiss: (reason: string) => void;
  readonly onClose: () => void;
}

function DismissModal({ onDismiss, onClose }: DismissModalProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') {
      onDismiss(reason.trim());
    }
  };
  return (
    <Modal title={deedWords.dismissTitle()} isOpen onDismiss={onClose}>
      <form onSubmit={submit}>
        <Field
          label={deedWords.dismissReason()}
          description={deedWords.dismissHelp()}
          htmlFor="nightjar-dismiss-reason"
        >
          <Input
            id="nightjar-dismiss-reason"
            maxLength={500}
            autoFocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Field>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {deedWords.cancel()}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {deedWords.dismiss()}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) }),
});
