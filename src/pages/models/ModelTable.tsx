import { useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import { Alert, ConfirmModal, IconButton } from '@grafana/ui';
import { deleteModel } from '../../api/models.ts';
import type { ResourceSender } from '../../api/request.ts';
import type { UploadedModel } from '../../api/models.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
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
      <DataTable
        name={modelsWords.list()}
        headings={[
          modelsWords.name(),
          modelsWords.what(),
          modelsWords.size(),
          modelsWords.uploaded(),
          modelsWords.actions(),
        ]}
      >
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
      </DataTable>
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
