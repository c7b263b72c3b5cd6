export type ThemeMode = 'dark' | 'light';

const KEY = 'nightjar.console.theme';

/** The theme last chosen here, else what the operating system asks for. */
export function readThemeMode(): ThemeMode {
  const stored = window.localStorage.getItem(KEY);
  if (stored === 'dark' || stored === 'light') {
    return stored;
  }
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

export function storeThemeMode(mode: ThemeMode): void {
  window.localStorage.setItem(KEY, mode);
}
