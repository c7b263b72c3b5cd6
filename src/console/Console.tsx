import { ThemeContext, getThemeById } from '@grafana/data';
import type { DataSourceApi } from '@grafana/data';
import { LocationServiceProvider, ThemeChangedEvent, config, locationService } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { CompatRouter, Navigate, Route, Routes } from 'react-router-dom-v5-compat';
import { Router } from 'react-router-dom-v5';
import { AppPage } from './AppPage.tsx';
import type { TokenQuestions } from './engine/token-questions.ts';
import { ExplorePage } from './explore/ExplorePage.tsx';
import type { HostServices } from './host-services.ts';
import { APP_ID } from './plugins/plugin-ids.ts';
import { Shell } from './shell/Shell.tsx';
import { SignIn } from './shell/SignIn.tsx';
import { Toasts } from './shell/Toasts.tsx';
import { EXPLORE } from './shell/navigation.ts';
import { readThemeMode, storeThemeMode } from './theme-mode.ts';
import type { ThemeMode } from './theme-mode.ts';

export interface ConsoleProps {
  dataSource: DataSourceApi;
  services: HostServices;
  questions: TokenQuestions;
}

/** The whole page: theme, router, header, the page of the address, and what lies above it. */
export function Console({ dataSource, services, questions }: ConsoleProps) {
  const [mode, setMode] = useState<ThemeMode>(readThemeMode);
  const theme = useMemo(() => getThemeById(mode), [mode]);
  useLayoutEffect(() => {
    // Plugins read the theme from here where they have no React context, as in Grafana.
    config.theme2 = theme;
    config.theme = theme.v1;
    config.bootData.user.lightTheme = theme.isLight;
    document.body.classList.toggle('theme-dark', theme.isDark);
    document.body.classList.toggle('theme-light', theme.isLight);
    services.events.publish(new ThemeChangedEvent(theme));
  }, [theme, services]);
  const toggleTheme = useCallback(() => {
    const next = mode === 'dark' ? 'light' : 'dark';
    storeThemeMode(next);
    setMode(next);
  }, [mode]);

  return (
    <ThemeContext.Provider value={theme}>
      <Router history={locationService.getHistory()}>
        <CompatRouter>
          <LocationServiceProvider service={locationService}>
            <ModalsProvider>
              <GlobalStyles />
              <Shell onToggleTheme={toggleTheme}>
                <ErrorBoundaryAlert>
                  <Routes>
                    <Route path={EXPLORE.path} element={<ExplorePage dataSource={dataSource} />} />
                    <Route path={`/a/${APP_ID}/*`} element={<AppPage />} />
                    <Route path="*" element={<Navigate to={EXPLORE.path} replace />} />
                  </Routes>
                </ErrorBoundaryAlert>
              </Shell>
              <Toasts events={services.events} />
              <SignIn questions={questions} />
              <ModalRoot />
              <PortalContainer />
            </ModalsProvider>
          </LocationServiceProvider>
        </CompatRouter>
      </Router>
    </ThemeContext.Provider>
  );
}
