import { CoreApp } from '@grafana/data';
import type { QueryEditorProps } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { OUTPUTS, withQueryDefaults } from '../../contract/query.ts';
import { chosenDetectors } from '../ui/query/chosen-detectors.ts';
import { NightjarQueryForm } from '../ui/query/NightjarQueryForm.tsx';
import { queryWords } from '../ui/query/words.ts';
import type { NightjarDatasource } from './NightjarDatasource.ts';
import type { StoredQuery, StoredSettings } from './stored.ts';

export type NightjarQueryEditorProps = QueryEditorProps<NightjarDatasource, StoredQuery, StoredSettings>;

/** The query editor of panels, Explore and alert rules. */
export function QueryEditor({ datasource, query, onChange, onRunQuery, app, data }: NightjarQueryEditorProps) {
  const filled = withQueryDefaults(query);
  const alerting = app === CoreApp.UnifiedAlerting;
  const change = (part: Partial<StoredQuery>) => onChange({ detector: filled.detector, ...query, ...part });
  return (
    <>
      <NightjarQueryForm
        datasource={datasource}
        query={filled}
        onChange={change}
        onRun={onRunQuery}
        outputs={OUTPUTS}
        chosen={chosenDetectors(data?.series ?? [], query.refId)}
      />
      {alerting && filled.output !== 'scores' && (
        <Alert
          severity="info"
          title={queryWords.alertOutput()}
          buttonContent={queryWords.useScores()}
          onRemove={() => {
            change({ output: 'scores' });
            onRunQuery();
          }}
        />
      )}
    </>
  );
}

/** The query editor of annotations: the output is always intervals. */
export function AnnotationQueryEditor({ datasource, query, onChange, onRunQuery }: NightjarQueryEditorProps) {
  const filled = withQueryDefaults(query);
  const change = (part: Partial<StoredQuery>) =>
    onChange({ detector: filled.detector, ...query, ...part, output: 'intervals' });
  return (
    <>
      <NightjarQueryForm datasource={datasource} query={filled} onChange={change} onRun={onRunQuery} />
      <p>{queryWords.annotationOutput()}</p>
    </>
  );
}
