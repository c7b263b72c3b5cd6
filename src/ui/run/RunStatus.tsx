import { Button, Spinner, Stack, Text } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { runWords } from './words.ts';

/** Nothing is said about what is over within this time. */
const QUIET_MS = 1_000;

export interface RunStatusProps {
  /** When the run began, ms since the epoch. */
  startedAt: number;
  /** Whether an answer is in view that is being completed. */
  partial: boolean;
  onCancel: () => void;
}

/** Says after a second that a run is under way, for how long, and how to end it. */
export function RunStatus({ startedAt, partial, onCancel }: RunStatusProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  const elapsed = now - startedAt;
  if (elapsed < QUIET_MS) {
    return null;
  }
  return (
    <Stack direction="row" alignItems="center" gap={1}>
      <Spinner inline />
      <Text color="secondary">
        <span role="status">{partial ? runWords.partial() : runWords.waiting()}</span>
        {`, ${runWords.seconds(Math.floor(elapsed / 1000))}`}
      </Text>
      <Button size="sm" variant="secondary" fill="outline" onClick={onCancel}>
        {runWords.cancel()}
      </Button>
    </Stack>
  );
}
