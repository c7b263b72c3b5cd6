import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { UploadedModel } from '../../api/models.ts';
import { modelsWords } from './words.ts';

/** A model's name, which opens what the checks found in it. */
export function ModelDetails({ model }: { readonly model: UploadedModel }) {
  const styles = useStyles2(getStyles);
  const { name, hash, producer, opsets, operators, elements, runMs } = model;
  const facts: ReadonlyArray<readonly [label: string, value: string]> = [
    [modelsWords.hash(), hash],
    [modelsWords.producer(), producer || '?'],
    [
      modelsWords.opset(),
      Object.entries(opsets)
        .map(([domain, version]) => `${domain || 'ai.onnx'} ${version}`)
        .join(', '),
    ],
    [
      modelsWords.operators(),
      Object.entries(operators)
        .map(([operator, count]) => `${operator} ${count}`)
        .join(', '),
    ],
    [modelsWords.constants(), String(elements)],
    [modelsWords.trial(), modelsWords.trialMs(runMs.toPrecision(2))],
  ];
  return (
    <details>
      <summary aria-label={modelsWords.details(name)} className={styles.name}>
        {name}
      </summary>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ fontWeight: theme.typography.fontWeightMedium, cursor: 'pointer', overflowWrap: 'anywhere' }),
  facts: css({
    margin: theme.spacing(1, 0, 0),
    fontSize: theme.typography.bodySmall.fontSize,
    dt: { color: theme.colors.text.secondary },
    dd: { margin: theme.spacing(0, 0, 0.5), overflowWrap: 'anywhere', maxWidth: 520 },
  }),
});
