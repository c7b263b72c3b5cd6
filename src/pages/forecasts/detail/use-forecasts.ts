import { useMemo } from 'react';
import { askForecasts } from '../../../api/forecasts.ts';
import type { ForecastQuestion, ForecastRecord, ForecastReply } from '../../../api/forecasts.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { Answer } from '../../../ui/use-answer.ts';

/** One series' forecast with what was asked for it: one question, or all those of a monitor. */
export interface FoundForecast {
  readonly record: ForecastRecord;
  readonly questions: readonly ForecastQuestion[];
}

export interface FoundForecasts {
  readonly found: readonly FoundForecast[];
  readonly notices: ForecastReply['notices'];
}

/** Asks questions side by side; null asks nothing. A change of `again` asks once more, what was answered staying meanwhile. */
export function useForecasts(
  datasource: ResourceSender,
  questions: readonly ForecastQuestion[] | null,
  again = 0
): Answer<FoundForecasts> {
  const text = JSON.stringify(questions);
  const source = useMemo(() => {
    const asked = JSON.parse(text) as readonly ForecastQuestion[] | null;
    return asked && { datasource, questions: asked };
  }, [datasource, text]);
  return useAnswer(source, askAll, again);
}

async function askAll(source: {
  readonly datasource: ResourceSender;
  readonly questions: readonly ForecastQuestion[];
}): Promise<FoundForecasts> {
  const replies = await Promise.all(source.questions.map((question) => askForecasts(source.datasource, question)));
  return {
    found: replies.flatMap(({ forecasts }, index) =>
      forecasts.map((record) => ({ record, questions: [source.questions[index]] }))
    ),
    notices: replies.flatMap(({ notices }) => notices),
  };
}
