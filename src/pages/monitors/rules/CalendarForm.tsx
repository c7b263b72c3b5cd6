import { css } from '@emotion/css';
import { useId, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Combobox, Field, Input, useStyles2 } from '@grafana/ui';
import { putCalendar } from '../../../api/calendars.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { FileInput } from '../../../ui/inputs/FileInput.tsx';
import { TIME_ZONES } from '../../../ui/time/time-zones.ts';
import { calendarWords, rulesWords } from './words.ts';

export interface CalendarFormProps {
  readonly datasource: ResourceSender;
  readonly onUploaded: () => void;
}

const MOST_BYTES = 900_000;

type Said = { readonly severity: 'success' | 'error'; readonly text: string };

/** Uploads an .ics file as a calendar. */
export function CalendarForm({ datasource, onUploaded }: CalendarFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState('UTC');
  const [isTried, setTried] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const fileMisfit = file === null ? calendarWords.noFile() : file.size > MOST_BYTES ? calendarWords.tooLarge() : null;
  const nameMisfit = name.trim() === '' ? calendarWords.noName() : null;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen && name === '') {
      setName(chosen.name.replace(/\.ics$/i, ''));
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setSaid(null);
    if (!file || fileMisfit !== null || nameMisfit !== null) {
      return;
    }
    try {
      await putCalendar(datasource, { name: name.trim(), timeZone, ical: await file.text() });
      setSaid({ severity: 'success', text: calendarWords.done(name.trim()) });
      setFile(null);
      setName('');
      setTried(false);
      if (chooser.current) {
        chooser.current.value = '';
      }
      onUploaded();
    } catch (error) {
      setSaid({ severity: 'error', text: rulesWords.actionFailed(errorMessage(error)) });
    }
  };
  return (
    <form aria-label={calendarWords.upload()} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.row}>
        <Field
          label={calendarWords.file()}
          description={calendarWords.fileHelp()}
          htmlFor={`${id}-file`}
          invalid={isTried && fileMisfit !== null}
          error={fileMisfit ?? undefined}
          noMargin
        >
          <FileInput id={`${id}-file`} accept=".ics,text/calendar" chooser={chooser} onChoose={choose} />
        </Field>
        <Field
          label={calendarWords.name()}
          description={calendarWords.nameHelp()}
          htmlFor={`${id}-name`}
          invalid={isTried && nameMisfit !== null}
          error={nameMisfit ?? undefined}
          noMargin
        >
          <Input
            id={`${id}-name`}
            width={40}
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
        <Field
          label={calendarWords.timeZone()}
          description={calendarWords.timeZoneHelp()}
          htmlFor={`${id}-zone`}
          noMargin
        >
          <Combobox
            id={`${id}-zone`}
            width={28}
            options={TIME_ZONES}
            value={timeZone}
            onChange={({ value }) => setTimeZone(value)}
          />
        </Field>
      </div>
      <div>
        <Button type="submit" icon="upload">
          {calendarWords.upload()}
        </Button>
      </div>
      {said && <Alert severity={said.severity} title={said.text} />}
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: theme.spacing(2) }),
});
