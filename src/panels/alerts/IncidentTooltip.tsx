import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import { IncidentStateMark } from '../../ui/alerts/IncidentStateMark.tsx';
import { percentText } from '../../ui/alerts/percent-text.ts';
import { tooltipLook } from '../../ui/lanes/tooltip-look.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import type { ShownIncident } from './read-incidents.ts';
import { alertsWords } from './words.ts';

/** An incident that the pointer is on. */
export interface HoveredIncident {
  readonly incident: ShownIncident;
  /** Where its bar lies in the window. */
  readonly box: DOMRect;
}

export interface IncidentTooltipProps {
  readonly hovered: HoveredIncident;
  readonly timeZone: TimeZone;
}

const WIDTH = 340;

/** What is known of an incident, below its bar; outside of the panel, which would cut it off. */
export function IncidentTooltip({ hovered: { incident, box }, timeZone }: IncidentTooltipProps) {
  const styles = useStyles2(getStyles);
  const { title, state, severity, start, end, alerts, services, cause, causeProbability } = incident;
  const left = Math.max(8, Math.min(box.left + box.width / 2 - WIDTH / 2, window.innerWidth - WIDTH - 8));
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  return (
    <Portal>
      <div className={styles.box} style={{ left, top: box.bottom + 6, width: WIDTH }} role="tooltip">
        <div className={styles.head}>
          <AlertSeverityMark severity={severity} withLabel />
          <IncidentStateMark state={state} />
        </div>
        <div>{shownLine(title)}</div>
        <div>{alertsWords.size(alerts, services.length)}</div>
        {cause !== '' && <div>{alertsWords.look(shownLine(cause, 80), percentText(causeProbability))}</div>}
        <div className={styles.quiet}>
          {alertsWords.time(at(start), state === 'resolved' ? at(end) : alertsWords.goesOn())}
        </div>
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ position: 'fixed', ...tooltipLook(theme) }),
  head: css({ display: 'flex', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
