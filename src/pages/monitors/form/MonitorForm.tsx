import { css } from '@emotion/css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { ConfirmModal, useStyles2 } from '@grafana/ui';
import type { MonitorRecord } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import { draftOf, isSame, specOf } from './draft.ts';
import type { MonitorDraft } from './draft.ts';
import { HowSection } from './HowSection.tsx';
import { NameSection } from './NameSection.tsx';
import { SaveBar } from './SaveBar.tsx';
import { TryPane } from './TryPane.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useSave } from './use-save.ts';
import { misfitsOf } from './validate.ts';
import type { Misfits } from './validate.ts';
import { WhatSection } from './WhatSection.tsx';
import { WhenSection } from './WhenSection.tsx';
import { formWords, leaveWords } from './words.ts';

export interface MonitorFormProps {
  readonly datasource: NightjarSource;
  readonly initial: MonitorDraft;
  /** The monitor that is edited; null makes a new one. */
  readonly monitor: MonitorRecord | null;
}

/** A field that says something is wrong, or the text of a query where one is missing. */
const INVALID = '[aria-invalid="true"], [data-invalid] [contenteditable], [data-invalid] textarea';

/** All of a monitor in four steps, with what it would find beside them. */
export function MonitorForm({ datasource, initial, monitor }: MonitorFormProps) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const { saving, save, settle, forget } = useSave(datasource, monitor);
  const isDirty = saving.state !== 'saved' && !isSame(base, draft);
  const guard = useLeaveGuard(isDirty);
  const change = useCallback(
    (part: Partial<MonitorDraft>) => {
      setDraft((before) => ({ ...before, ...part }));
      if (part.name !== undefined) {
        forget();
      }
    },
    [forget]
  );
  const spec = useMemo(() => specOf(draft), [draft]);
  const wrong = useMemo(() => misfitsOf(draft), [draft]);
  const misfits = isTried ? wrong : withoutEmpty(wrong);

  useEffect(() => {
    if (saving.state === 'saved') {
      navigate(monitorPaths.one(datasource.uid, saving.id));
    }
  }, [saving, navigate, datasource.uid]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    // Fields that keep what is wrong to themselves say so too; the first of all is where to go on.
    window.requestAnimationFrame(() => {
      const first = form.current?.querySelector<HTMLElement>(INVALID);
      if (Object.keys(wrong).length > 0 || first) {
        first?.scrollIntoView({ block: 'center' });
        first?.focus();
      } else {
        void save(spec, note.trim());
      }
    });
  };
  const count = Object.keys(wrong).length;
  // Said at the name as well, until it is another one.
  const taken = saving.state === 'failed' && saving.isNameTaken ? { name: saving.reason } : {};
  const problem =
    saving.state === 'failed'
      ? formWords.saveFailed(saving.reason)
      : isTried && count > 0
        ? formWords.misfits(count)
        : null;
  return (
    <>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.sections}>
          <WhatSection datasource={datasource} draft={draft} error={misfits.queries} onChange={change} />
          <HowSection datasource={datasource} draft={draft} onChange={change} />
          <WhenSection datasource={datasource} draft={draft} misfits={misfits} onChange={change} />
          <NameSection draft={draft} misfits={{ ...misfits, ...taken }} onChange={change} />
          {saving.state === 'conflict' && monitor && (
            <ConflictNotice
              datasource={datasource}
              id={monitor.id}
              base={specOf(base)}
              onKeepMine={({ version }) => {
                settle(version);
              }}
              onTakeTheirs={(theirs) => {
                settle(theirs.version);
                setBase(draftOf(theirs.spec));
                setDraft(draftOf(theirs.spec));
              }}
            />
          )}
          <SaveBar
            isNew={monitor === null}
            isSaving={saving.state === 'saving'}
            problem={problem}
            note={note}
            onNote={setNote}
            back={monitor ? monitorPaths.one(datasource.uid, monitor.id) : monitorPaths.list(datasource.uid)}
          />
        </div>
        <div className={styles.side}>
          {!spec.forecast && <TryPane datasource={datasource} spec={spec} monitor={monitor?.id} />}
        </div>
      </form>
      <ConfirmModal
        isOpen={guard.isAsking}
        title={leaveWords.title()}
        body={leaveWords.body()}
        confirmText={leaveWords.leave()}
        dismissText={leaveWords.stay()}
        onConfirm={guard.leave}
        onDismiss={guard.stay}
      />
    </>
  );
}

/** Before somebody wants to save, a field that is still empty is no mistake. */
function withoutEmpty({ queries: _queries, name: _name, ...rest }: Misfits): Misfits {
  return rest;
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  sections: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  side: css({
    position: 'sticky',
    top: theme.spacing(8),
    [theme.breakpoints.down('lg')]: { position: 'static' },
  }),
});
