import { AlertmanagerSection } from './config/AlertmanagerSection.tsx';
import { AuthSection, HeadersSection, TlsSection } from './config/AuthSections.tsx';
import { DetectionSection, EngineSection } from './config/EngineSections.tsx';
import type { ConfigEditorProps } from './config/settings-change.ts';
import { ResultsSection } from './config/ResultsSection.tsx';
import { SourceSection } from './config/SourceSection.tsx';

/** The datasource's settings. "Save & test" below them is Grafana's and asks the backend. */
export function ConfigEditor(props: ConfigEditorProps) {
  const asksUrl = !props.options.jsonData.prometheusUid;
  return (
    <>
      <SourceSection {...props} />
      {asksUrl && (
        <>
          <AuthSection {...props} />
          <HeadersSection {...props} />
          <TlsSection {...props} />
        </>
      )}
      <DetectionSection {...props} />
      {!props.options.jsonData.engineUrl && (
        <>
          <AlertmanagerSection {...props} />
          <ResultsSection {...props} />
        </>
      )}
      <EngineSection {...props} />
    </>
  );
}
