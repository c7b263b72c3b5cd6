import { useState } from 'react';
import { Alert, Button, Combobox, Field, Input, LinkButton, Modal, RadioButtonGroup } from '@grafana/ui';
import type { ComboboxOption } from '@grafana/ui';
import { errorMessage } from '../../ui/error-message.ts';
import type { QueryDraft } from '../../ui/query/query-draft.ts';
import { addToDashboard, searchFor } from './dashboards-api.ts';
import type { SavedDashboard } from './dashboards-api.ts';
import { dashboardWords } from './words.ts';

export interface AddToDashboardModalProps {
  readonly datasourceUid: string;
  readonly query: QueryDraft;
  readonly time: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}

type Kind = 'new' | 'existing';

/** Where the panel goes; saves it and links to it. */
export function AddToDashboardModal({ datasourceUid, query, time, onClose }: AddToDashboardModalProps) {
  const [kind, setKind] = useState<Kind>('new');
  const [panelTitle, setPanelTitle] = useState(dashboardWords.defaultTitle());
  const [dashboardTitle, setDashboardTitle] = useState(dashboardWords.defaultTitle());
  const [folder, setFolder] = useState<ComboboxOption>({ value: '', label: dashboardWords.general() });
  const [dashboard, setDashboard] = useState<ComboboxOption | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [saved, setSaved] = useState<SavedDashboard | null>(null);
  const ready = panelTitle.trim() !== '' && (kind === 'new' ? dashboardTitle.trim() !== '' : dashboard !== null);

  const submit = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const target =
        kind === 'new'
          ? ({ kind, title: dashboardTitle.trim(), folderUid: folder.value, time } as const)
          : ({ kind, uid: dashboard?.value ?? '' } as const);
      setSaved(await addToDashboard(target, { title: panelTitle.trim(), datasourceUid, query }));
    } catch (error) {
      setFailure(errorMessage(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal isOpen title={dashboardWords.title()} onDismiss={onClose}>
      <Field label={dashboardWords.panelTitle()} htmlFor="nightjar-panel-title">
        <Input
          id="nightjar-panel-title"
          value={panelTitle}
          onChange={({ currentTarget }) => setPanelTitle(currentTarget.value)}
        />
      </Field>
      <Field label={dashboardWords.where()}>
        <RadioButtonGroup<Kind>
          aria-label={dashboardWords.where()}
          options={[
            { value: 'new', label: dashboardWords.toNew() },
            { value: 'existing', label: dashboardWords.toExisting() },
          ]}
          value={kind}
          onChange={setKind}
        />
      </Field>
      {kind === 'new' ? (
        <>
          <Field label={dashboardWords.dashboardTitle()} htmlFor="nightjar-dashboard-title">
            <Input
              id="nightjar-dashboard-title"
              value={dashboardTitle}
              onChange={({ currentTarget }) => setDashboardTitle(currentTarget.value)}
            />
          </Field>
          <Field label={dashboardWords.folder()} htmlFor="nightjar-folder">
            <Combobox id="nightjar-folder" options={folders} value={folder} onChange={setFolder} />
          </Field>
        </>
      ) : (
        <Field label={dashboardWords.dashboard()} htmlFor="nightjar-dashboard">
          <Combobox id="nightjar-dashboard" options={dashboards} value={dashboard} onChange={setDashboard} />
        </Field>
      )}
      {failure && (
        <Alert severity="error" title={dashboardWords.failed()}>
          {failure}
        </Alert>
      )}
      {saved && <Alert severity="success" title={dashboardWords.done(saved.title)} />}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {dashboardWords.cancel()}
        </Button>
        {saved ? (
          <LinkButton href={saved.url} icon="apps">
            {dashboardWords.open()}
          </LinkButton>
        ) : (
          <Button disabled={!ready || busy} icon={busy ? 'spinner' : 'plus'} onClick={submit}>
            {busy ? dashboardWords.adding() : dashboardWords.add()}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

async function folders(text: string): Promise<ComboboxOption[]> {
  const found = await searchFor('dash-folder', text);
  return [
    { value: '', label: dashboardWords.general() },
    ...found.map(({ uid, title }) => ({ value: uid, label: title })),
  ];
}

async function dashboards(text: string): Promise<ComboboxOption[]> {
  const found = await searchFor('dash-db', text);
  return found.map(({ uid, title, folderTitle }) => ({ value: uid, label: title, description: folderTitle }));
}
