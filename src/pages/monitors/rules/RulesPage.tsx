import { Alert } from '@grafana/ui';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { MonitorsTabs } from '../MonitorsTabs.tsx';
import { CalendarSection } from './CalendarSection.tsx';
import { SuppressionSection } from './SuppressionSection.tsx';
import { rulesWords } from './words.ts';

/** Suppressions and calendars of a datasource. */
export function RulesPage() {
  return <SourcePage subTitle={rulesWords.subtitle()}>{(datasource) => <Rules datasource={datasource} />}</SourcePage>;
}

function Rules({ datasource }: { readonly datasource: NightjarSource }) {
  const role = useRole(datasource);
  const mayChange = mayAs(role, 'Editor');
  return (
    <>
      <MonitorsTabs ds={datasource.uid} active="rules" />
      {role !== null && !mayChange && <Alert severity="info" title={sourceWords.viewer(rulesWords.viewer())} />}
      <SuppressionSection datasource={datasource} mayChange={mayChange} />
      <CalendarSection datasource={datasource} mayChange={mayChange} />
    </>
  );
}
