import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ConfirmModal, Text, useStyles2 } from '@grafana/ui';
import { readCalendars, removeCalendar } from '../../../api/calendars.ts';
import type { CalendarRecord } from '../../../api/calendars.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import { CalendarForm } from './CalendarForm.tsx';
import { CalendarTable } from './CalendarTable.tsx';
import type { RuleSectionProps } from './SuppressionSection.tsx';
import { calendarWords, rulesWords } from './words.ts';

/** Days that are not like others. */
export function CalendarSection({ datasource, mayChange }: RuleSectionProps) {
  const styles = useStyles2(getStyles);
  const { value: calendars, error, refresh } = useLive(datasource, readCalendars, null);
  const [going, setGoing] = useState<CalendarRecord | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = async ({ id }: CalendarRecord) => {
    setGoing(null);
    setFailure(null);
    try {
      await removeCalendar(datasource, id);
      refresh();
    } catch (thrown) {
      setFailure(rulesWords.actionFailed(errorMessage(thrown)));
    }
  };
  return (
    <section aria-label={calendarWords.title()} className={styles.section}>
      <h2 className={styles.title}>{calendarWords.title()}</h2>
      <Text color="secondary">{calendarWords.explain()}</Text>
      {failure !== null && <Alert severity="error" title={failure} />}
      {error !== null && (
        <Alert severity="error" title={calendarWords.failed(errorMessage(error))}>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {rulesWords.retry()}
          </Button>
        </Alert>
      )}
      {!calendars && error === null && <PlainMessage icon="spinner" title={calendarWords.loading()} />}
      {calendars?.length === 0 && (
        <PlainMessage icon="calendar-alt" title={calendarWords.none()}>
          {calendarWords.noneHelp()}
        </PlainMessage>
      )}
      {calendars && calendars.length > 0 && (
        <CalendarTable calendars={calendars} mayChange={mayChange} onRemove={setGoing} />
      )}
      {mayChange && <CalendarForm datasource={datasource} onUploaded={refresh} />}
      <ConfirmModal
        isOpen={going !== null}
        title={calendarWords.removeTitle()}
        body={calendarWords.removeBody(going?.name ?? '', going?.usedBy.length ?? 0)}
        confirmText={calendarWords.removeButton()}
        onConfirm={() => (going ? remove(going) : undefined)}
        onDismiss={() => setGoing(null)}
      />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  title: css({ fontSize: theme.typography.h4.fontSize, margin: 0 }),
});
