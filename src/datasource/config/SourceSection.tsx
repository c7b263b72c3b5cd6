import { useState } from 'react';
import { config, getDataSourceSrv } from '@grafana/runtime';
import { Combobox, Field, RadioButtonGroup } from '@grafana/ui';
import { checkUrl } from './checks.ts';
import { ConfigSection } from './ConfigSection.tsx';
import { SecretField } from './SecretField.tsx';
import { withSettings } from './settings-change.ts';
import type { ConfigEditorProps } from './settings-change.ts';
import { TextField } from './TextField.tsx';
import { configWords } from './words.ts';

type Kind = 'url' | 'datasource';

/** Datasource types that speak Prometheus's query API and can be asked through Grafana. */
const PROMETHEUS_TYPES = ['prometheus', 'grafana-amazonprometheus-datasource', 'grafana-azureprometheus-datasource'];

/** Where the series come from: a URL, or a Prometheus datasource of this Grafana. */
export function SourceSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  const { jsonData } = options;
  const [kind, setKind] = useState<Kind>(jsonData.prometheusUid ? 'datasource' : 'url');
  const set = (part: Parameters<typeof withSettings>[1]) => onOptionsChange(withSettings(options, part));
  const choose = (next: Kind) => {
    setKind(next);
    set(
      next === 'url'
        ? { prometheusUid: undefined, grafanaUrl: undefined }
        : { prometheusUrl: undefined, grafanaUrl: jsonData.grafanaUrl ?? config.appUrl?.replace(/\/$/, '') }
    );
  };
  return (
    <ConfigSection title={configWords.source()} text={configWords.sourceText()}>
      <Field label={configWords.sourceKind()}>
        <RadioButtonGroup<Kind>
          aria-label={configWords.sourceKind()}
          options={[
            { value: 'url', label: configWords.byUrl() },
            { value: 'datasource', label: configWords.byDatasource() },
          ]}
          value={kind}
          onChange={choose}
        />
      </Field>
      {kind === 'url' ? (
        <TextField
          label={configWords.url()}
          help={configWords.urlHelp()}
          placeholder="http://prometheus:9090"
          value={jsonData.prometheusUrl}
          check={checkUrl}
          onChange={(prometheusUrl) => set({ prometheusUrl: prometheusUrl.trim() })}
        />
      ) : (
        <>
          <DatasourceField uid={jsonData.prometheusUid} onChange={(prometheusUid) => set({ prometheusUid })} />
          <TextField
            label={configWords.grafanaUrl()}
            help={configWords.grafanaUrlHelp()}
            placeholder="http://localhost:3000"
            value={jsonData.grafanaUrl}
            check={checkUrl}
            onChange={(grafanaUrl) => set({ grafanaUrl: grafanaUrl.trim() })}
          />
          <SecretField
            {...props}
            name="grafanaToken"
            label={configWords.grafanaToken()}
            help={configWords.grafanaTokenHelp()}
          />
        </>
      )}
    </ConfigSection>
  );
}

function DatasourceField({ uid, onChange }: { readonly uid?: string; readonly onChange: (uid: string) => void }) {
  const list = getDataSourceSrv().getList({ filter: ({ type }) => PROMETHEUS_TYPES.includes(type) });
  return (
    <Field
      label={configWords.datasource()}
      description={configWords.datasourceHelp()}
      htmlFor="nightjar-prometheus-uid"
    >
      <Combobox
        id="nightjar-prometheus-uid"
        width={60}
        options={list.map(({ uid: value, name, type }) => ({ value, label: name, description: type }))}
        value={uid ?? null}
        onChange={({ value }) => onChange(value)}
      />
    </Field>
  );
}
