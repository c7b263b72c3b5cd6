import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ToolbarButton, useStyles2, useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router-dom-v5-compat';
import { useLoaded } from '../use-loaded.ts';
import { Mark } from './Mark.tsx';
import { EXPLORE, readNavigation } from './navigation.ts';

export interface ShellProps {
  onToggleTheme: () => void;
  children: ReactNode;
}

/** Header with navigation above the page. */
export function Shell({ onToggleTheme, children }: ShellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const navigation = useLoaded(readNavigation).value ?? [EXPLORE];
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand} aria-label="Nightjar, to the first page">
          <Mark />
          <span className={styles.name}>Nightjar</span>
        </Link>
        <nav aria-label="Pages" className={styles.nav}>
          {navigation.map(({ text, path }) => (
            <NavLink
              key={path}
              to={path}
              end={navigation.some((other) => other.path.startsWith(`${path}/`))}
              className={styles.link}
            >
              {text}
            </NavLink>
          ))}
        </nav>
        <ToolbarButton
          icon="adjust-circle"
          variant="canvas"
          aria-label={theme.isDark ? 'Switch to the light theme' : 'Switch to the dark theme'}
          tooltip={theme.isDark ? 'Light theme' : 'Dark theme'}
          onClick={onToggleTheme}
        />
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  shell: css({
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.canvas,
  }),
  skip: css({
    position: 'absolute',
    left: -9999,
    top: theme.spacing(1),
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(1, 2),
    background: theme.colors.background.secondary,
    '&:focus': { left: theme.spacing(1) },
  }),
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: theme.spacing(6),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  brand: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  name: css({ [theme.breakpoints.down('sm')]: { display: 'none' } }),
  nav: css({ display: 'flex', alignSelf: 'stretch', gap: theme.spacing(1), flex: 1, overflowX: 'auto' }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    borderBottom: '2px solid transparent',
    borderTop: '2px solid transparent',
    '&:hover': { color: theme.colors.text.primary },
    '&[aria-current="page"]': { color: theme.colors.text.primary, borderBottomColor: theme.colors.primary.border },
  }),
  main: css({ flex: 1, minWidth: 0, outline: 'none' }),
});
