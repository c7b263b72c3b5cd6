import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, IconButton, Input, RadioButtonGroup, SecretInput, Switch, useStyles2 } from '@grafana/ui';
import { SETTINGS_DEFAULTS } from '../../../contract/settings.ts';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import { ConfigSection } from './ConfigSection.tsx';
import { SecretField } from './SecretField.tsx';
import { headerSecret, withoutHeader, withoutSecret, withSecret, withSettings } from './settings-change.ts';
import type { ConfigEditorProps, EditorOptions } from './settings-change.ts';
import { TextField } from './TextField.tsx';
import { configWords } from './words.ts';

type Method = NonNullable<DatasourceSettings['authentication']>;

/** How Nightjar identifies itself to Prometheus. */
export function AuthSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  const method = options.jsonData.authentication ?? SETTINGS_DEFAULTS.authentication;
  return (
    <ConfigSection title={configWords.auth()} text={configWords.authText()}>
      <Field label={configWords.method()}>
        <RadioButtonGroup<Method>
          aria-label={configWords.method()}
          options={[
            { value: 'none', label: configWords.none() },
            { value: 'basic', label: configWords.basic() },
            { value: 'bearer', label: configWords.bearer() },
          ]}
          value={method}
          onChange={(authentication) => onOptionsChange(withSettings(options, { authentication }))}
        />
      </Field>
      {method === 'basic' && (
        <>
          <TextField
            label={configWords.user()}
            value={options.jsonData.basicAuthUser}
            onChange={(basicAuthUser) => onOptionsChange(withSettings(options, { basicAuthUser }))}
          />
          <SecretField {...props} name="basicAuthPassword" label={configWords.password()} />
        </>
      )}
      {method === 'bearer' && <SecretField {...props} name="bearerToken" label={configWords.token()} />}
    </ConfigSection>
  );
}

/** Headers of the user's own; their values are secrets. */
export function HeadersSection({ options, onOptionsChange }: ConfigEditorProps) {
  const styles = useStyles2(getStyles);
  const names = options.jsonData.httpHeaderNames ?? [];
  const setNames = (httpHeaderNames: string[]) => onOptionsChange(withSettings(options, { httpHeaderNames }));
  return (
    <ConfigSection title={configWords.headers()} text={configWords.headersText()}>
      {names.map((name, index) => (
        // Rows have no identity but their place, and removing one rewrites those behind it.
        <div key={index} className={styles.row}>
          <Input
            width={28}
            aria-label={configWords.headerNameOf(index + 1)}
            placeholder="X-Scope-OrgID"
            value={name}
            onChange={({ currentTarget }) => setNames(names.with(index, currentTarget.value))}
          />
          <SecretInput
            width={30}
            aria-label={configWords.headerValueOf(index + 1)}
            isConfigured={Boolean(options.secureJsonFields?.[headerSecret(index)])}
            value={options.secureJsonData?.[headerSecret(index)] ?? ''}
            onReset={() => onOptionsChange(withoutSecret(options, headerSecret(index)))}
            onChange={({ currentTarget }) =>
              onOptionsChange(withSecret(options, headerSecret(index), currentTarget.value))
            }
          />
          <IconButton
            name="trash-alt"
            aria-label={configWords.removeHeader(index + 1)}
            onClick={() => onOptionsChange(withoutHeader(options, index))}
          />
        </div>
      ))}
      <Button type="button" variant="secondary" icon="plus" onClick={() => setNames([...names, ''])}>
        {configWords.addHeader()}
      </Button>
    </ConfigSection>
  );
}

/** Certificates, and what to make of the server's. */
export function TlsSection(props: ConfigEditorProps) {
  const { options, onOptionsChange } = props;
  return (
    <ConfigSection title={configWords.tls()} text={configWords.tlsText()} startsOpen={usesTls(options)}>
      <SecretField {...props} pem name="tlsCaCert" label={configWords.caCert()} />
      <SecretField {...props} pem name="tlsClientCert" label={configWords.clientCert()} />
      <SecretField {...props} pem name="tlsClientKey" label={configWords.clientKey()} />
      <TextField
        label={configWords.serverName()}
        help={configWords.serverNameHelp()}
        value={options.jsonData.tlsServerName}
        onChange={(tlsServerName) => onOptionsChange(withSettings(options, { tlsServerName }))}
      />
      <Field label={configWords.skipVerify()} description={configWords.skipVerifyHelp()} htmlFor="nightjar-skip-verify">
        <Switch
          id="nightjar-skip-verify"
          value={options.jsonData.tlsSkipVerify ?? false}
          onChange={({ currentTarget }) =>
            onOptionsChange(withSettings(options, { tlsSkipVerify: currentTarget.checked || undefined }))
          }
        />
      </Field>
    </ConfigSection>
  );
}

/** Whether anything about certificates is set. */
function usesTls({ jsonData, secureJsonFields }: EditorOptions): boolean {
  const stored = ['tlsCaCert', 'tlsClientCert', 'tlsClientKey'].some((name) => secureJsonFields?.[name]);
  return stored || Boolean(jsonData.tlsServerName) || Boolean(jsonData.tlsSkipVerify);
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), marginBottom: theme.spacing(1) }),
});
