import { css } from '@emotion/css';
import { useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, ConfirmModal, IconButton, useStyles2 } from '@grafana/ui';
import { deleteModel } from '../../api/models.ts';
import type { ResourceSender } from '../../api/request.ts';
import type { UploadedModel } from '../../api/models.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { ModelDetails } from './ModelDetails.tsx';
import { sizeText } from './upload-form.ts';
import { modelsWords } from './words.ts';

export interface ModelTableProps {
  readonly datasource: ResourceSender;
  readonly models: readonly UploadedModel[];
  readonly onDeleted: () => void;
}

/** The uploaded models, with what was found in each, and how to delete one. */
export function ModelTable({ datasource, models, onDeleted }: ModelTableProps) {
  const styles = useStyles2(getStyles);
  const [going, setGoing] = useState<UploadedModel | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = async () => {
    if (!going) {
      return;
    }
    setFailure(null);
    try {
      await deleteModel(datasource, going.hash);
      onDeleted();
    } catch (error) {
      setFailure(errorMessage(error));
    } finally {
      setGoing(null);
    }
  };
  return (
    <>
      {failure !== null && <Alert severity="error" title={modelsWords.removeFailed(failure)} />}
      <div className={styles.scroller} tabIndex={0} role="region" aria-label={modelsWords.list()}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{modelsWords.name()}</th>
              <th scope="col">{modelsWords.what()}</th>
              <th scope="col">{modelsWords.size()}</th>
              <th scope="col">{modelsWords.uploaded()}</th>
              <th scope="col">{modelsWords.actions()}</th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.hash}>
                <td>
                  <ModelDetails model={model} />
                </td>
                <td>{flowOf(model)}</td>
                <td>{sizeText(model.size)}</td>
                <td>{modelsWords.uploadedBy(dateTimeFormat(model.uploadedAt), model.uploadedBy)}</td>
                <td>
                  <IconButton
                    name="trash-alt"
                    aria-label={modelsWords.remove(model.name)}
                    onClick={() => setGoing(model)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ConfirmModal
        isOpen={going !== null}
        title={modelsWords.removeTitle()}
        body={modelsWords.removeBody(going?.name ?? '')}
        confirmText={modelsWords.removeConfirm()}
        onConfirm={remove}
        onDismiss={() => setGoing(null)}
      />
    </>
  );
}

function flowOf({ detector, plan, inputs }: UploadedModel): string {
  if (plan.form === 'nightjar') {
    return modelsWords.exported(detector);
  }
  const shape = inputs.find(({ name }) => name === plan.input.name)?.shape ?? [];
  const input = `${plan.input.name} [${shape.map((dim) => dim ?? 'n').join(', ')}]`;
  return modelsWords.flow(input, `${plan.output} (${plan.meaning})`);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
