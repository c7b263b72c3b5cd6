import { css } from '@emotion/css';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Checkbox, Combobox, Field, Input, TextArea, useStyles2 } from '@grafana/ui';
import { ALERT_DEFAULTS, CLUSTERING_ALGORITHMS } from '../../../../contract/alerts.ts';
import type { AlertOptions, ClusteringAlgorithm } from '../../../../contract/alerts.ts';
import { changeAlertOptions } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { Section } from '../../../ui/section/Section.tsx';
import { mayAs } from '../../source/use-role.ts';
import type { Role } from '../../source/use-role.ts';
import { incidentsWords } from '../words.ts';
import { draftOf, FACTORS, GUARDED, NUMBERS, readOptions } from './options-draft.ts';
import type { OptionsDraft } from './options-draft.ts';
import { algorithmNames, factorNames, optionHelp, optionNames, optionsWords } from './words.ts';

export interface OptionsFormProps {
  readonly datasource: ResourceSender;
  readonly options: AlertOptions;
  readonly role: Role;
}

type TextOption = keyof OptionsDraft['texts'];
type Said = { readonly severity: 'success' | 'error'; readonly text: string };

const idOf = (name: string) => `nightjar-option-${name}`;

/** Shows the options; who may, changes them. */
export function OptionsForm({ datasource, options, role }: OptionsFormProps) {
  const styles = useStyles2(getStyles);
  const [kept, setKept] = useState(options);
  const [draft, setDraft] = useState(() => draftOf(options));
  const [isTried, setTried] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const mayChange = mayAs(role, 'Editor');
  const { change, misfits } = readOptions(draft, kept);
  const wrong = (name: string) => (isTried ? misfits[name] : undefined);
  const write = (part: Partial<OptionsDraft>) => {
    setSaid(null);
    setDraft((before) => ({ ...before, ...part }));
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!change) {
      setSaid({ severity: 'error', text: optionsWords.wrong() });
      return;
    }
    try {
      const now = await changeAlertOptions(datasource, change);
      setKept(now);
      setDraft(draftOf(now));
      setTried(false);
      setSaid({ severity: 'success', text: optionsWords.saved() });
    } catch (error) {
      setSaid({ severity: 'error', text: incidentsWords.actionFailed(errorMessage(error)) });
    }
  };
  const text = (name: TextOption, rows = 1) => {
    const isGuarded = GUARDED.includes(name) && !mayAs(role, 'Admin');
    const standard = ALERT_DEFAULTS[name];
    const props = {
      id: idOf(name),
      value: draft.texts[name],
      disabled: !mayChange || isGuarded,
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        write({ texts: { ...draft.texts, [name]: currentTarget.value } }),
    };
    const help = [
      optionHelp[name]?.(),
      typeof standard === 'number' && optionsWords.standard(String(standard)),
      mayChange && isGuarded && optionsWords.adminsOnly(),
    ];
    return (
      <Field
        key={name}
        label={optionNames[name]()}
        description={help.filter(Boolean).join(' ') || undefined}
        htmlFor={props.id}
        invalid={wrong(name) !== undefined}
        error={wrong(name)}
        noMargin
      >
        {rows > 1 ? (
          <TextArea {...props} rows={rows} />
        ) : (
          <Input {...props} inputMode={name in NUMBERS ? 'decimal' : undefined} />
        )}
      </Field>
    );
  };
  const check = (name: 'enableMlBased' | 'autoAcknowledgeDuplicates') => (
    <div>
      <Checkbox
        label={optionNames[name]()}
        disabled={!mayChange}
        value={draft[name]}
        onChange={({ currentTarget }) => write({ [name]: currentTarget.checked })}
      />
    </div>
  );
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <Section title={optionsWords.clustering()}>
        <div className={styles.grid}>
          <Field label={optionNames.clusteringAlgorithm()} htmlFor={idOf('algorithm')} noMargin>
            <Combobox<ClusteringAlgorithm>
              id={idOf('algorithm')}
              disabled={!mayChange}
              options={CLUSTERING_ALGORITHMS.map((value) => ({ value, label: algorithmNames[value]() }))}
              value={draft.texts.clusteringAlgorithm as ClusteringAlgorithm}
              onChange={({ value }) => write({ texts: { ...draft.texts, clusteringAlgorithm: value } })}
            />
          </Field>
          {text('correlationWindowMinutes')}
          {text('deduplicationWindowMinutes')}
          {text('similarityThreshold')}
          {text('maxRootCauseCandidates')}
          {draft.texts.clusteringAlgorithm === 'dbscan' && text('clusteringEps')}
          {draft.texts.clusteringAlgorithm === 'dbscan' && text('clusteringMinSamples')}
        </div>
        {check('autoAcknowledgeDuplicates')}
      </Section>
      <Section title={optionsWords.services()}>
        <div className={styles.grid}>
          {text('serviceLabels')}
          {text('serviceGraphQuery')}
        </div>
        <div className={styles.grid}>
          {text('serviceTiers', 4)}
          {text('serviceGraph', 4)}
        </div>
      </Section>
      <Section title={optionsWords.priority()}>
        <div className={styles.grid}>
          {text('escalationTimeMinutes')}
          {text('escalationWebhook')}
        </div>
        <fieldset className={styles.factors}>
          <legend className={styles.legend}>{optionsWords.factors()}</legend>
          <p className={styles.quiet}>{optionsWords.factorsHelp()}</p>
          <div className={styles.grid}>
            {FACTORS.map((name) => (
              <Field
                key={name}
                label={factorNames[name]()}
                htmlFor={idOf(`factor-${name}`)}
                invalid={wrong(`factor.${name}`) !== undefined}
                error={wrong(`factor.${name}`)}
                noMargin
              >
                <Input
                  id={idOf(`factor-${name}`)}
                  inputMode="decimal"
                  disabled={!mayChange}
                  value={draft.factors[name]}
                  onChange={({ currentTarget }) =>
                    write({ factors: { ...draft.factors, [name]: currentTarget.value } })
                  }
                />
              </Field>
            ))}
          </div>
        </fieldset>
      </Section>
      <Section title={optionsWords.recommending()}>
        {check('enableMlBased')}
        <div className={styles.grid}>
          {text('minConfidenceThreshold')}
          {text('minExpectedImprovement')}
          {text('analysisWindowHours')}
          {text('predictionHorizonHours')}
          {text('batchOptimizationSize')}
          {text('ruleFilePath')}
        </div>
      </Section>
      <Section title={optionsWords.connected()}>
        <div className={styles.grid}>{text('alertmanagerUrl')}</div>
      </Section>
      {said && <Alert severity={said.severity} title={said.text} />}
      {mayChange && (
        <div className={styles.bar}>
          <Button type="submit" icon="save" disabled={change !== null && Object.keys(change).length === 0}>
            {optionsWords.save()}
          </Button>
          {change !== null && Object.keys(change).length === 0 && (
            <span className={styles.quiet}>{optionsWords.unchanged()}</span>
          )}
        </div>
      )}
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 1100 }),
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    alignItems: 'end',
    gap: theme.spacing(2),
  }),
  factors: css({ border: 'none', padding: 0, margin: 0, minWidth: 0 }),
  legend: css({ fontSize: theme.typography.h6.fontSize, margin: 0 }),
  bar: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) }),
  quiet: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 1) }),
});
