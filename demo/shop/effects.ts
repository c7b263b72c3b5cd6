import type { Fault } from './faults.ts';

const MINUTE = 60_000;
const MB = 1024 * 1024;

/** What faults do to one service at one instant: factors (1 = none) and additions (0 = none). */
export interface Effect {
  traffic: number;
  latency: number;
  errorShare: number;
  /** Cores. */
  cpu: number;
  /** Bytes. */
  memory: number;
  /** Share of cache lookups that miss beside the usual ones. */
  misses: number;
}

export const noEffect = (): Effect => ({ traffic: 1, latency: 1, errorShare: 0, cpu: 0, memory: 0, misses: 0 });

/** 0 before the fault, up to 1 within `rise` minutes, back to 0 within two minutes of its end. */
function envelope(fault: Fault, time: number, rise: number): number {
  const up = (time - fault.start) / (rise * MINUTE);
  const down = 1 - (time - fault.end) / (2 * MINUTE);
  return Math.max(0, Math.min(1, up, down));
}

/** Adds what `fault` does at `time` to the service it strikes, which was given `cores` and uses `memoryIdle` bytes when idle. */
export function applyFault(effect: Effect, fault: Fault, time: number, cores: number, memoryIdle: number): void {
  if (time < fault.start || time > fault.end + 2 * MINUTE) {
    return;
  }
  const { strength } = fault;
  const minutes = (time - fault.start) / MINUTE;
  const share = Math.max(0, Math.min(1, (time - fault.start) / (fault.end - fault.start)));
  switch (fault.type) {
    case 'performance_degradation':
      // Three quarters slower at once, well over twice as slow in the end.
      effect.latency *= 1 + strength * envelope(fault, time, 1) * (0.75 + 0.75 * share);
      effect.cpu += 0.06 * cores * envelope(fault, time, 10);
      break;
    case 'resource_spike':
      effect.memory += strength * 220 * MB * envelope(fault, time, 1.5);
      effect.cpu += 0.05 * cores * envelope(fault, time, 2);
      break;
    case 'memory_leak':
      // The process is recycled at the end: what leaked is gone at once.
      effect.memory += time < fault.end ? strength * 0.035 * memoryIdle * minutes : 0;
      break;
    case 'cpu_overload':
      effect.cpu += strength * 0.75 * cores * envelope(fault, time, 1);
      effect.latency *= 1 + 0.5 * strength * envelope(fault, time, 3);
      break;
    case 'latency_spike':
      effect.latency *= 1 + strength * 3.5 * envelope(fault, time, 1);
      break;
    case 'error_rate_spike':
      effect.errorShare += strength * 0.16 * envelope(fault, time, 1);
      break;
    case 'throughput_drop':
      effect.traffic *= 1 - Math.min(0.9, strength * 0.7) * envelope(fault, time, 1);
      break;
    case 'unusual_pattern':
      effect.traffic *= minutes % 8 < 4 ? 1 + strength * 1.2 * envelope(fault, time, 0.5) : 1;
      break;
  }
}
