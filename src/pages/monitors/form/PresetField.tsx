import { useEffect, useId, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Alert, Combobox, InlineField } from '@grafana/ui';
import { readPresets } from '../../../api/monitors.ts';
import type { MonitorPreset } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { draftOf } from './draft.ts';
import type { MonitorDraft } from './draft.ts';
import { whatWords } from './words.ts';

export interface PresetFieldProps {
  readonly datasource: ResourceSender;
  readonly onDraft: (draft: MonitorDraft) => void;
}

/** Fills the form in from a preset: the one of the address (`preset`), or one that is chosen. */
export function PresetField({ datasource, onDraft }: PresetFieldProps) {
  const id = useId();
  const presets = useAnswer(datasource, readPresets);
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('preset');
  const list = presets.state === 'done' ? presets.value : NONE;
  const preset = list.find((one) => one.id === chosen);
  const filled = useRef<string | null>(null);
  useEffect(() => {
    if (preset && filled.current !== preset.id) {
      filled.current = preset.id;
      onDraft(draftOf(preset.spec));
    }
  }, [preset, onDraft]);
  if (presets.state === 'failed') {
    return <Alert severity="warning" title={whatWords.presetsFailed(errorMessage(presets.error))} />;
  }
  return (
    <>
      {presets.state === 'done' && chosen !== null && !preset && (
        <Alert severity="warning" title={whatWords.unknownPreset(chosen)} />
      )}
      {(presets.state === 'loading' || list.length > 0) && (
        <InlineField label={whatWords.presets()} labelWidth={23} htmlFor={id}>
          <Combobox
            id={id}
            width={38}
            loading={presets.state === 'loading'}
            placeholder={whatWords.noPreset()}
            options={list.map(({ id: value, group, title, summary }) => ({
              value,
              label: `${group}: ${title}`,
              description: summary,
            }))}
            value={preset?.id ?? null}
            onChange={({ value }) =>
              setSearch(
                (now) => {
                  now.set('preset', value);
                  return now;
                },
                { replace: true }
              )
            }
          />
        </InlineField>
      )}
    </>
  );
}

const NONE: readonly MonitorPreset[] = [];
