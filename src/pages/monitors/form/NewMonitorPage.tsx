import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { SourcePage } from '../../source/SourcePage.tsx';
import { draftOfAddress, EMPTY_SPEC } from './draft.ts';
import { EditorsOnly } from './EditorsOnly.tsx';
import { FilledInNotice } from './FilledInNotice.tsx';
import { MonitorForm } from './MonitorForm.tsx';
import { formWords } from './words.ts';

/** A monitor made from nothing, from a preset, or as an address says (`Watch with Nightjar`). */
export function NewMonitorPage() {
  const [search] = useSearchParams();
  const [initial] = useState(() => draftOfAddress(search, { ...EMPTY_SPEC, timeZone: timeZoneHere() }));
  return (
    <SourcePage pageNav={{ text: formWords.createTitle() }} keepsAddress>
      {(datasource) => (
        <EditorsOnly datasource={datasource}>
          <FilledInNotice datasource={datasource} />
          <MonitorForm datasource={datasource} initial={initial} monitor={null} />
        </EditorsOnly>
      )}
    </SourcePage>
  );
}

/** Days and weeks of whoever makes it are likely those of whom it watches. */
function timeZoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || EMPTY_SPEC.timeZone;
}
