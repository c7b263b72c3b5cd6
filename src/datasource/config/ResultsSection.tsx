import { checkLoopback, checkUrl } from './checks.ts';
import { ConfigSection } from './ConfigSection.tsx';
import { SecretField } from './SecretField.tsx';
import { withSettings } from './settings-change.ts';
import type { ConfigEditorProps } from './settings-change.ts';
import { TextField } from './TextField.tsx';
import { configWords } from './words.ts';

/** How others read the results of this datasource's monitors: Prometheus's API on a loopback port, and remote write. */
export function ResultsSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  const { jsonData } = options;
  const set = (part: Parameters<typeof withSettings>[1]) => onOptionsChange(withSettings(options, part));
  return (
    <ConfigSection title={configWords.results()} text={configWords.resultsText()}>
      <TextField
        label={configWords.readApiListen()}
        help={configWords.readApiListenHelp()}
        placeholder="127.0.0.1:9464"
        value={jsonData.readApiListen}
        check={checkLoopback}
        onChange={(readApiListen) => set({ readApiListen: readApiListen.trim() })}
      />
      {jsonData.readApiListen && (
        <SecretField
          {...props}
          name="readApiToken"
          label={configWords.readApiToken()}
          help={configWords.readApiTokenHelp()}
        />
      )}
      <TextField
        label={configWords.remoteWriteUrl()}
        help={configWords.remoteWriteUrlHelp()}
        placeholder="http://prometheus:9090/api/v1/write"
        value={jsonData.remoteWriteUrl}
        check={checkUrl}
        onChange={(remoteWriteUrl) => set({ remoteWriteUrl: remoteWriteUrl.trim() })}
      />
    </ConfigSection>
  );
}
