import { useLocation } from 'react-router-dom-v5-compat';
import { useLoaded } from '../use-loaded.ts';
import { readNavigation } from './navigation.ts';

/** The name the navigation gives the page shown now. */
export function usePageTitle(): string {
  const { pathname } = useLocation();
  const navigation = useLoaded(readNavigation).value ?? [];
  const here = navigation
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length);
  return here[0]?.text ?? 'Nightjar';
}
