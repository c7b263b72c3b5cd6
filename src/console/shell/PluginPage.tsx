import { css } from '@emotion/css';
import { PageLayoutType } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { usePageTitle } from './page-title.ts';

/** The frame Grafana gives a plugin's pages: heading, sub title, actions, content. */
export function PluginPage({ pageNav, subTitle, actions, info, renderTitle, layout, children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const fallback = usePageTitle();
  const title = pageNav?.text ?? fallback;
  useEffect(() => {
    document.title = title === 'Nightjar' ? title : `${title} - Nightjar`;
  }, [title]);
  if (layout === PageLayoutType.Custom) {
    return <>{children}</>;
  }
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        {renderTitle ? renderTitle(title) : <h1 className={styles.title}>{title}</h1>}
        {info?.map((item) => (
          <div key={item.label}>
            <span className={styles.label}>{item.label}</span> {item.value}
          </div>
        ))}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {(subTitle ?? pageNav?.subTitle) && <div className={styles.subTitle}>{subTitle ?? pageNav?.subTitle}</div>}
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    padding: theme.spacing(2, 3, 4),
    [theme.breakpoints.down('sm')]: { padding: theme.spacing(1.5, 1.5, 3) },
  }),
  heading: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  }),
  title: css({ margin: 0 }),
  label: css({ color: theme.colors.text.secondary }),
  actions: css({ marginLeft: 'auto', display: 'flex', gap: theme.spacing(1), flexWrap: 'wrap' }),
  subTitle: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2) }),
});
