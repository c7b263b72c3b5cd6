import { css } from '@emotion/css';
import { AppEvents } from '@grafana/data';
import type { AlertErrorPayload, AlertPayload, EventBusExtended, GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import type { AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

interface Toast {
  readonly id: number;
  readonly severity: AlertVariant;
  readonly title: string;
  readonly text?: string;
}

const EVENTS: ReadonlyArray<readonly [string, AlertVariant]> = [
  [AppEvents.alertSuccess.name, 'success'],
  [AppEvents.alertWarning.name, 'warning'],
  [AppEvents.alertError.name, 'error'],
  [AppEvents.alertInfo.name, 'info'],
];

/** Shown long enough to read; errors stay until closed. */
const SHOWN_MS = 6_000;

/** What plugins announce through Grafana's app events, as messages in the corner. */
export function Toasts({ events }: { events: EventBusExtended }) {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);

  useEffect(() => {
    let lastId = 0;
    const timers = new Set<number>();
    const subscriptions = EVENTS.map(([event, severity]) => {
      const show = ([title, detail]: AlertErrorPayload | AlertPayload = ['']) => {
        const text = detail instanceof Error ? detail.message : detail;
        const id = ++lastId;
        setToasts((shown) => [...shown, { id, severity, title, text }]);
        if (severity !== 'error') {
          timers.add(window.setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), SHOWN_MS));
        }
      };
      events.on(event, show);
      return () => events.off(event, show);
    });
    return () => {
      subscriptions.forEach((unsubscribe) => unsubscribe());
      timers.forEach((timer) => window.clearTimeout(timer));
    };
  }, [events]);

  return (
    <div className={styles.toasts} role="log" aria-live="polite" aria-label="Messages">
      {toasts.map(({ id, severity, title, text }) => (
        <Alert
          key={id}
          title={title}
          severity={severity}
          elevated
          onRemove={() => setToasts((shown) => shown.filter((toast) => toast.id !== id))}
        >
          {text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toasts: css({
    position: 'fixed',
    right: theme.spacing(2),
    bottom: theme.spacing(2),
    width: `min(400px, calc(100vw - ${theme.spacing(4)}))`,
    zIndex: theme.zIndex.portal,
  }),
});
