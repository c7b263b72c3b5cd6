import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { ForecastDetail } from '../detail/ForecastDetail.tsx';
import { useSeriesInAddress } from '../detail/series-in-address.ts';
import { useForecasts } from '../detail/use-forecasts.ts';
import { mayAs, useRole } from '../../source/use-role.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { questionOf, readAsked, writeAsked } from './asked.ts';
import { AskForm } from './AskForm.tsx';
import { KeepForecast } from './KeepForecast.tsx';
import { askWords } from './words.ts';

/** The forecast of any query, made now. */
export function AskPage() {
  return (
    <SourcePage pageNav={{ text: askWords.title() }} keepsAddress>
      {(datasource) => <Ask datasource={datasource} />}
    </SourcePage>
  );
}

function Ask({ datasource }: { readonly datasource: NightjarSource }) {
  const [search, setSearch] = useSearchParams();
  const [labels, setLabels] = useSeriesInAddress();
  const text = JSON.stringify(readAsked(search));
  const asked = useMemo(() => JSON.parse(text) as ReturnType<typeof readAsked>, [text]);
  const [again, setAgain] = useState(0);
  const questions = useMemo(() => (asked.expr === '' ? null : [questionOf(asked)]), [asked]);
  const mayKeep = mayAs(useRole(datasource), 'Editor');
  const answer = useForecasts(datasource, questions, again);
  return (
    <>
      <AskForm datasource={datasource} asked={asked} onAsk={(next) => setSearch((now) => writeAsked(now, next))} />
      {mayKeep && questions && answer.state === 'done' && answer.value.found.length > 0 && (
        <KeepForecast datasource={datasource} question={questions[0]} />
      )}
      {asked.expr === '' ? (
        <PlainMessage icon="graph-bar" title={askWords.begin()}>
          {askWords.beginHelp()}
        </PlainMessage>
      ) : (
        <ForecastDetail
          datasource={datasource}
          answer={answer}
          onRetry={() => setAgain((count) => count + 1)}
          labels={labels}
          onLabels={setLabels}
        />
      )}
    </>
  );
}
