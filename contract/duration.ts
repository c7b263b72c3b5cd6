const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds of a Prometheus duration (`90s`, `5m`, `1d12h`), or null when it is none or zero. */
export function parseDuration(text: string): number | null {
  const match = /^(?:\d+(?:ms|[smhdwy]))+$/.exec(text.trim());
  if (!match) {
    return null;
  }
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total += Number(count) * UNIT_MS[unit];
  }
  return total > 0 && Number.isSafeInteger(total) ? total : null;
}

/** The shortest Prometheus duration that means exactly `ms` (a whole number above zero). */
export function formatDuration(ms: number): string {
  let rest = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const count = Math.floor(rest / UNIT_MS[unit]);
    if (count > 0) {
      text += `${count}${unit}`;
      rest -= count * UNIT_MS[unit];
    }
  }
  return text || '0s';
}
