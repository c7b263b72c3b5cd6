import { css } from '@emotion/css';
import { useId, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Field, Input, RadioButtonGroup, Spinner, useStyles2 } from '@grafana/ui';
import { uploadModel } from '../../api/models.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { FileInput } from '../../ui/inputs/FileInput.tsx';
import { DeclarationFields } from './DeclarationFields.tsx';
import { readFile } from './read-file.ts';
import { EMPTY_DRAFT, declarationOf, nameOfFile, sizeText } from './upload-form.ts';
import type { UploadDraft } from './upload-form.ts';
import { uploadWords } from './words.ts';

export interface UploadFormProps {
  readonly datasource: ResourceSender;
  readonly maxBytes: number;
  readonly onUploaded: () => void;
}

/** Where an upload stands. */
type Progress =
  | { readonly state: 'idle' | 'reading' | 'sending' }
  | { readonly state: 'done'; readonly name: string }
  | { readonly state: 'failed'; readonly reason: string };

/** Chooses a file, says what it is, and has the engine check it. */
export function UploadForm({ datasource, maxBytes, onUploaded }: UploadFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });
  const busy = progress.state === 'reading' || progress.state === 'sending';
  const change = (part: Partial<UploadDraft>) => setDraft((before) => ({ ...before, ...part }));
  const tooLarge = file !== null && file.size > maxBytes;

  const choose = (chosen: File | null) => {
    setFile(chosen);
    setProgress({ state: 'idle' });
    if (chosen) {
      change({ name: nameOfFile(chosen.name) });
    }
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) {
      return;
    }
    try {
      setProgress({ state: 'reading' });
      const content = await readFile(file);
      setProgress({ state: 'sending' });
      const { name } = await uploadModel(datasource, {
        name: draft.name.trim(),
        ...content,
        declaration: declarationOf(draft),
      });
      setProgress({ state: 'done', name });
      setFile(null);
      setDraft(EMPTY_DRAFT);
      if (chooser.current) {
        chooser.current.value = '';
      }
      onUploaded();
    } catch (error) {
      setProgress({ state: 'failed', reason: errorMessage(error) });
    }
  };

  return (
    <form aria-label={uploadWords.title()} className={styles.form} onSubmit={send}>
      <h2 className={styles.title}>{uploadWords.title()}</h2>
      <Field
        label={uploadWords.file()}
        description={uploadWords.fileHelp(sizeText(maxBytes))}
        htmlFor={`${id}-file`}
        invalid={tooLarge}
        error={tooLarge ? uploadWords.tooLarge(sizeText(file.size), sizeText(maxBytes)) : undefined}
        noMargin
      >
        <FileInput id={`${id}-file`} accept=".onnx" disabled={busy} chooser={chooser} onChoose={choose} />
      </Field>
      <Field label={uploadWords.name()} description={uploadWords.nameHelp()} htmlFor={`${id}-name`} noMargin>
        <Input
          id={`${id}-name`}
          width={40}
          maxLength={200}
          value={draft.name}
          disabled={busy}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </Field>
      <Field label={uploadWords.kind()} noMargin>
        <RadioButtonGroup
          aria-label={uploadWords.kind()}
          disabled={busy}
          options={[
            { value: 'exported' as const, label: uploadWords.kindExported() },
            { value: 'own' as const, label: uploadWords.kindOwn() },
          ]}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
      </Field>
      {draft.kind === 'own' && <DeclarationFields draft={draft} disabled={busy} onChange={change} />}
      <div className={styles.actions}>
        <Button type="submit" icon="upload" disabled={busy || !file || tooLarge || draft.name.trim() === ''}>
          {uploadWords.send()}
        </Button>
        <span role="status" className={styles.status}>
          {busy && <Spinner inline />}
          {progress.state === 'reading' && uploadWords.reading()}
          {progress.state === 'sending' && uploadWords.sending(sizeText(file?.size ?? 0))}
        </span>
      </div>
      {progress.state === 'done' && <Alert severity="success" title={uploadWords.done(progress.name)} />}
      {progress.state === 'failed' && (
        <Alert severity="error" title={uploadWords.failed()}>
          {progress.reason}
        </Alert>
      )}
      <section aria-label={uploadWords.checks()} className={styles.checks}>
        <h3 className={styles.subtitle}>{uploadWords.checks()}</h3>
        <ul>
          {uploadWords.checkList().map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
      </section>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ fontSize: theme.typography.h4.fontSize, margin: 0 }),
  subtitle: css({ fontSize: theme.typography.h6.fontSize, margin: 0, color: theme.colors.text.primary }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(2) }),
  status: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  checks: css({ color: theme.colors.text.secondary, ul: { margin: theme.spacing(0.5, 0, 0, 2.5) } }),
});
