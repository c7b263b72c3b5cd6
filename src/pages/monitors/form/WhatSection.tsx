import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FieldValidationMessage, IconButton, Text, useStyles2 } from '@grafana/ui';
import type { ResourceSender } from '../../../api/request.ts';
import { PromqlEditor } from '../../../ui/promql/PromqlEditor.tsx';
import type { MonitorDraft } from './draft.ts';
import { FormSection } from './FormSection.tsx';
import { PresetField } from './PresetField.tsx';
import { SpecField } from './SpecField.tsx';
import { whatWords } from './words.ts';

export interface SectionProps {
  readonly datasource: ResourceSender;
  readonly draft: MonitorDraft;
  readonly onChange: (part: Partial<MonitorDraft>) => void;
}

const MOST_QUERIES = 10;

/** The queries of a monitor. */
export function WhatSection({ datasource, draft, error, onChange }: SectionProps & { readonly error?: string }) {
  const styles = useStyles2(getStyles);
  const { queries } = draft;
  const set = (index: number, part: Partial<(typeof queries)[number]>) =>
    onChange({ queries: queries.map((query, i) => (i === index ? { ...query, ...part } : query)) });
  return (
    <FormSection place={1} title={whatWords.title()}>
      <PresetField datasource={datasource} onDraft={onChange} />
      {queries.map((query, index) => {
        const name = String.fromCharCode(65 + index);
        return (
          <div
            key={index}
            role="group"
            aria-label={whatWords.query(name)}
            data-invalid={error === undefined ? undefined : true}
            className={styles.query}
          >
            {queries.length > 1 && (
              <div className={styles.head}>
                <span>{whatWords.query(name)}</span>
                <IconButton
                  name="trash-alt"
                  aria-label={whatWords.remove(name)}
                  onClick={() => onChange({ queries: queries.filter((_, i) => i !== index) })}
                />
              </div>
            )}
            <PromqlEditor
              datasource={datasource}
              value={query.expr}
              onChange={(expr) => set(index, { expr })}
              onRun={nothing}
            />
            <SpecField
              label={whatWords.legend()}
              help={whatWords.legendHelp()}
              width={38}
              value={query.legend}
              onChange={(legend) => set(index, { legend })}
            />
          </div>
        );
      })}
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
      {queries.length < MOST_QUERIES && (
        <div className={styles.head}>
          <Button
            variant="secondary"
            icon="plus"
            size="sm"
            onClick={() => onChange({ queries: [...queries, { expr: '', legend: '' }] })}
          >
            {whatWords.add()}
          </Button>
          <Text color="secondary" variant="bodySmall">
            {whatWords.addHelp()}
          </Text>
        </div>
      )}
    </FormSection>
  );
}

/** The preview follows what the draft says; there is nothing to run. */
const nothing = () => undefined;

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
