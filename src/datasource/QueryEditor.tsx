import { CoreApp } from '@grafana/data';
import type { QueryEditorProps } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { shapeOf, withAlertDefaults } from '../../contract/alert-query.ts';
import { ALERT_OUTPUTS } from '../../contract/alerts.ts';
import { SELECTIONS, isAlertOutput, isForecastOutput, selectionOf, withQueryDefaults } from '../../contract/query.ts';
import { alertQueryWords } from '../ui/query/alert-words.ts';
import { AlertQueryForm } from '../ui/query/AlertQueryForm.tsx';
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
  // Rules work on numbers.
  const answerFrom = (part: Partial<StoredQuery>) =>
    changeAndRun(
      alerting && isAlertOutput(part.output) ? { ...part, alerts: { shape: 'numbers', ...query.alerts } } : part
    );
  const ofMonitor = filled.output === 'monitor';
  const { output } = filled;
  if (isAlertOutput(output)) {
    const shape = shapeOf(output, withAlertDefaults(filled.alerts));
    return (
      <>
        <AnswerFrom query={filled} onChange={answerFrom} forecasts />
        <AlertQueryForm query={{ ...filled, output }} onChange={changeAndRun} outputs={ALERT_OUTPUTS} withShape />
        {alerting && shape === 'table' && (
          <Alert
            severity="info"
            title={alertQueryWords.rules()}
            buttonContent={alertQueryWords.useNumbers()}
            onRemove={() => changeAndRun({ alerts: { ...query.alerts, shape: 'numbers' } })}
          />
        )}
      </>
    );
  }
  if (isForecastOutput(filled.output)) {
    return (
      <>
        <AnswerFrom query={filled} onChange={answerFrom} forecasts />
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
      <AnswerFrom query={filled} onChange={answerFrom} forecasts />
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
  const { output } = filled;
  if (isAlertOutput(output)) {
    return (
      <>
        <AnswerFrom query={filled} onChange={changeAndRun} />
        <AlertQueryForm query={{ ...filled, output }} onChange={changeAndRun} outputs={['incidents', 'alerts']} />
        <p>{alertQueryWords.annotations()}</p>
      </>
    );
  }
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
