import { SETTINGS_DEFAULTS } from '../../../contract/settings.ts';
import { checkDuration, checkUrl } from './checks.ts';
import { ConfigSection } from './ConfigSection.tsx';
import { CountField } from './CountField.tsx';
import { SecretField } from './SecretField.tsx';
import { withSettings } from './settings-change.ts';
import type { ConfigEditorProps } from './settings-change.ts';
import { TextField } from './TextField.tsx';
import { configWords } from './words.ts';

/** Steps and caps that hold for every query. */
export function DetectionSection({ options, onOptionsChange }: ConfigEditorProps) {
  const { jsonData } = options;
  const set = (part: Parameters<typeof withSettings>[1]) => onOptionsChange(withSettings(options, part));
  return (
    <ConfigSection title={configWords.detection()} text={configWords.detectionText()}>
      <TextField
        label={configWords.scrapeInterval()}
        help={configWords.scrapeIntervalHelp()}
        width={24}
        placeholder={SETTINGS_DEFAULTS.scrapeInterval}
        value={jsonData.scrapeInterval}
        check={checkDuration}
        onChange={(scrapeInterval) => set({ scrapeInterval })}
      />
      <TextField
        label={configWords.defaultStep()}
        help={configWords.defaultStepHelp()}
        width={24}
        placeholder="auto"
        value={jsonData.defaultStep}
        check={checkDuration}
        onChange={(defaultStep) => set({ defaultStep })}
      />
      <CountField
        label={configWords.timeout()}
        help={configWords.timeoutHelp()}
        suffix={configWords.seconds()}
        placeholder={String(SETTINGS_DEFAULTS.timeoutSeconds)}
        value={jsonData.timeoutSeconds}
        onChange={(timeoutSeconds) => set({ timeoutSeconds })}
      />
      <CountField
        label={configWords.maxSeries()}
        help={configWords.maxSeriesHelp()}
        placeholder={String(SETTINGS_DEFAULTS.maxSeries)}
        value={jsonData.maxSeries}
        onChange={(maxSeries) => set({ maxSeries })}
      />
      <CountField
        label={configWords.maxPoints()}
        help={configWords.maxPointsHelp()}
        placeholder={String(SETTINGS_DEFAULTS.maxPoints)}
        value={jsonData.maxPoints}
        onChange={(maxPoints) => set({ maxPoints })}
      />
    </ConfigSection>
  );
}

/** Another machine's engine. */
export function EngineSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  return (
    <ConfigSection title={configWords.engine()} text={configWords.engineText()}>
      <TextField
        label={configWords.engineUrl()}
        placeholder="http://gpu-host:8750"
        value={options.jsonData.engineUrl}
        check={checkUrl}
        onChange={(engineUrl) => onOptionsChange(withSettings(options, { engineUrl: engineUrl.trim() }))}
      />
      {options.jsonData.engineUrl && <SecretField {...props} name="engineToken" label={configWords.engineToken()} />}
    </ConfigSection>
  );
}
