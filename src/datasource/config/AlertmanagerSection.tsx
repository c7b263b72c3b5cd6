import { checkUrl } from './checks.ts';
import { ConfigSection } from './ConfigSection.tsx';
import { SecretField } from './SecretField.tsx';
import { withSettings } from './settings-change.ts';
import type { ConfigEditorProps } from './settings-change.ts';
import { TextField } from './TextField.tsx';
import { configWords } from './words.ts';

/** The Alertmanager whose alerts are read and silenced, and who Nightjar is to it. */
export function AlertmanagerSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  const { jsonData } = options;
  const set = (part: Parameters<typeof withSettings>[1]) => onOptionsChange(withSettings(options, part));
  return (
    <ConfigSection
      title={configWords.alertmanager()}
      text={configWords.alertmanagerText()}
      startsOpen={Boolean(jsonData.alertmanagerUrl)}
    >
      <TextField
        label={configWords.alertmanagerUrl()}
        help={configWords.alertmanagerUrlHelp()}
        placeholder="http://alertmanager:9093"
        value={jsonData.alertmanagerUrl}
        check={checkUrl}
        onChange={(alertmanagerUrl) => set({ alertmanagerUrl: alertmanagerUrl.trim() })}
      />
      {jsonData.alertmanagerUrl && (
        <>
          <TextField
            label={configWords.alertmanagerUser()}
            help={configWords.alertmanagerUserHelp()}
            value={jsonData.alertmanagerUser}
            onChange={(alertmanagerUser) => set({ alertmanagerUser })}
          />
          {jsonData.alertmanagerUser && (
            <SecretField {...props} name="alertmanagerPassword" label={configWords.alertmanagerPassword()} />
          )}
          <SecretField
            {...props}
            name="alertmanagerToken"
            label={configWords.alertmanagerToken()}
            help={configWords.alertmanagerTokenHelp()}
          />
        </>
      )}
    </ConfigSection>
  );
}
