import type { TimeZone } from '@grafana/data';
import { Drawer, Stack } from '@grafana/ui';
import { Headline } from '../Headline.tsx';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { Backtest } from './Backtest.tsx';
import { Facts } from './Facts.tsx';
import { Members } from './Members.tsx';
import { Notes } from './Notes.tsx';
import { Parts } from './Parts.tsx';
import { Section } from './Section.tsx';
import { backtestWords, explanationWords } from './words.ts';

export interface ForecastDrawerProps {
  readonly forecast: ShownForecast;
  readonly timeZone: TimeZone;
  readonly onClose: () => void;
}

/** Why one series is expected to go as it is drawn, and how far to trust that. */
export function ForecastDrawer({ forecast, timeZone, onClose }: ForecastDrawerProps) {
  const { facts, name } = forecast;
  return (
    <Drawer title={name} size="sm" onClose={onClose}>
      <Stack direction="column" gap={2}>
        <Headline forecast={forecast} others={0} timeZone={timeZone} />
        <Facts forecast={forecast} timeZone={timeZone} />
        {facts && facts.notes.length > 0 && <Notes notes={facts.notes} />}
        <Section title={explanationWords.why()}>
          <Parts forecast={forecast} timeZone={timeZone} />
        </Section>
        {facts && facts.members.length > 1 && (
          <Section title={explanationWords.members()}>
            <Members members={facts.members} />
          </Section>
        )}
        <Section title={backtestWords.title()}>
          <Backtest forecast={forecast} />
        </Section>
      </Stack>
    </Drawer>
  );
}
