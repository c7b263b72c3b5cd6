import { css } from '@emotion/css';
import { useEffect, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { parseDuration } from '../../../../contract/duration.ts';
import type { ResourceCaller } from '../../../api/request.ts';
import { DraftInput } from '../../../ui/inputs/DraftInput.tsx';
import { PromqlEditor } from '../../../ui/promql/PromqlEditor.tsx';
import type { Asked } from './asked.ts';
import { askWords } from './words.ts';

export interface AskFormProps {
  readonly datasource: ResourceCaller;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

const checkDuration = (text: string) => (parseDuration(text) === null ? askWords.notDuration() : null);

/** Query, horizon and limit. The query is asked when it is sent, the rest as soon as it is finished. */
export function AskForm({ datasource, asked, onAsk }: AskFormProps) {
  const styles = useStyles2(getStyles);
  const [draft, setDraft] = useState(asked);
  useEffect(() => setDraft(asked), [asked]);
  const set = (part: Partial<Asked>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (next.expr.trim() !== '') {
      onAsk(next);
    }
  };
  return (
    <section aria-label={askWords.query()} className={styles.form}>
      <PromqlEditor
        datasource={datasource}
        value={draft.expr}
        onChange={(expr) => set({ expr })}
        onRun={() => undefined}
      />
      <div className={styles.fields}>
        <DraftInput
          id="nightjar-ask-horizon"
          label={askWords.horizon()}
          help={askWords.horizonHelp()}
          labelWidth={12}
          width={12}
          value={draft.horizon}
          check={checkDuration}
          onCommit={(horizon) => set({ horizon })}
        />
        <DraftInput
          id="nightjar-ask-window"
          label={askWords.window()}
          help={askWords.windowHelp()}
          labelWidth={12}
          width={12}
          value={draft.window}
          check={checkDuration}
          onCommit={(window) => set({ window })}
        />
        <DraftInput
          id="nightjar-ask-limit"
          label={askWords.limit()}
          help={askWords.limitHelp()}
          labelWidth={10}
          width={28}
          value={draft.limit}
          placeholder={askWords.limitPlaceholder()}
          onCommit={(limit) => set({ limit })}
        />
        <InlineField label={askWords.side()}>
          <RadioButtonGroup
            aria-label={askWords.side()}
            options={[
              { value: 'above' as const, label: askWords.above() },
              { value: 'below' as const, label: askWords.below() },
            ]}
            value={draft.side}
            onChange={(side) => set({ side })}
          />
        </InlineField>
        <Button icon="play" onClick={() => set({})}>
          {askWords.run()}
        </Button>
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(0, 2) }),
});
