import { CoreApp } from '@grafana/data';
import type { QueryEditorProps } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { SELECTIONS, isForecastOutput, selectionOf, withQueryDefaults } from '../../contract/query.ts';
import { AnswerFrom } from '../ui/query/AnswerFrom.tsx';
import { ForecastQueryForm } from '../ui/query/ForecastQueryForm.tsx';
import { forecastQueryWords } from '../ui/query/forecast-words.ts';
import { chosenDetectors } from '../ui/query/chosen-detectors.ts';
import { MonitorQueryForm } from '../ui/query/MonitorQueryForm.tsx';
import { NightjarQueryForm } from '../ui/query/NightjarQueryForm.tsx';
import { queryWords } from '../ui/query/words.ts';
import { asIntervals } from './as-intervals.ts';
import type { NightjarDatasource } from './NightjarDatasource.ts';
import type { StoredQuery, StoredSettings } from './stored.ts';

export type NightjarQueryEditorProps = QueryEditorProps<NightjarDatasource, StoredQuery, StoredSettings>;

/** The query editor of panels, Explore and alert rules. */
export function QueryEditor({ datasource, query, onChange, onRunQuery, app, data }: NightjarQueryEditorProps) {
  const filled = withQueryDefaults(query);
  const alerting = app === CoreApp.UnifiedAlerting;
  const change = (part: Partial<StoredQuery>) => onChange({ detector: filled.detector, ...query, ...part });
  const changeAndRun = (part: Partial<StoredQuery>) => {
    change(part);
    onRunQuery();
  };
  const ofMonitor = filled.output === 'monitor';
  if (isForecastOutput(filled.output)) {
    return (
      <>
        <AnswerFrom query={filled} onChange={changeAndRun} forecasts />
        <ForecastQueryForm datasource={datasource} query={filled} onChange={change} onRun={onRunQuery} />
        {alerting && (filled.output === 'forecast' || filled.output === 'accuracy') && (
          <Alert
            severity="info"
            title={forecastQueryWords.alertForecast()}
            buttonContent={forecastQueryWords.useProbability()}
            onRemove={() => changeAndRun({ output: 'probability' })}
          />
        )}
      </>
    );
  }
  return (
    <>
      <AnswerFrom query={filled} onChange={changeAndRun} forecasts />
      {ofMonitor ? (
        <MonitorQueryForm datasource={datasource} query={filled} onChange={changeAndRun} selections={SELECTIONS} />
      ) : (
        <NightjarQueryForm
          datasource={datasource}
          query={filled}
          onChange={change}
          onRun={onRunQuery}
          outputs={SELECTIONS}
          chosen={chosenDetectors(data?.series ?? [], query.refId)}
        />
      )}
      {alerting && selectionOf(filled) !== 'scores' && (
        <Alert
          severity="info"
          title={queryWords.alertOutput()}
          buttonContent={queryWords.useScores()}
          onRemove={() => changeAndRun(ofMonitor ? { select: 'scores' } : { output: 'scores' })}
        />
      )}
    </>
  );
}

/** The query editor of annotations: intervals are what is selected, always. */
export function AnnotationQueryEditor({ datasource, query, onChange, onRunQuery }: NightjarQueryEditorProps) {
  const filled = withQueryDefaults(query);
  const ofMonitor = filled.output === 'monitor';
  const change = (part: Partial<StoredQuery>) =>
    onChange(asIntervals({ detector: filled.detector, ...query, ...part }));
  const changeAndRun = (part: Partial<StoredQuery>) => {
    change(part);
    onRunQuery();
  };
  return (
    <>
      <AnswerFrom query={filled} onChange={changeAndRun} />
      {ofMonitor ? (
        <MonitorQueryForm datasource={datasource} query={filled} onChange={changeAndRun} />
      ) : (
        <NightjarQueryForm datasource={datasource} query={filled} onChange={change} onRun={onRunQuery} />
      )}
      <p>{queryWords.annotationOutput()}</p>
    </>
  );
}
