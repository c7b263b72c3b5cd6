import { useEffect, useState } from 'react';
import { locationService } from '@grafana/runtime';

interface Place {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

export interface LeaveGuard {
  /** Whether somebody wants to leave and is to be asked. */
  readonly isAsking: boolean;
  leave(): void;
  stay(): void;
}

/**
 * While `isDirty`, keeps other pages from being opened until the user says so, and has the browser ask before the tab is closed.
 * The same page with another query is no other page.
 */
export function useLeaveGuard(isDirty: boolean): LeaveGuard {
  const [wanted, setWanted] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isHeld = isDirty && !isLeaving;
  useEffect(() => {
    if (!isHeld) {
      return undefined;
    }
    const history = locationService.getHistory();
    const unblock = history.block(({ pathname, search, hash }: Place) => {
      if (pathname === history.location.pathname) {
        return undefined;
      }
      setWanted(`${pathname}${search}${hash}`);
      return false;
    });
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      unblock();
      window.removeEventListener('beforeunload', warn);
    };
  }, [isHeld]);
  useEffect(() => {
    if (isLeaving && wanted !== null) {
      locationService.push(wanted);
    }
  }, [isLeaving, wanted]);
  return {
    isAsking: wanted !== null && !isLeaving,
    leave: () => setLeaving(true),
    stay: () => setWanted(null),
  };
}
