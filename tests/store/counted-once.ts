import { OWNER } from '../../backend/store/example-store.ts';
import { foundBy } from '../../backend/store/monitors/example-monitors.ts';
import type { MonitorStore } from '../../backend/store/monitors/monitor-store.ts';

/**
 * Of a monitor of `evaluate-until-killed.ts`: every instant from 1 to `to` was evaluated once, with one chunk each and counted each, and what was
 * found at every third is there whole.
 */
export async function expectCountedOnce(
  monitors: MonitorStore,
  id: string,
  to: number,
  evaluations: unknown
): Promise<void> {
  const instants = Array.from({ length: to }, (_, index) => index + 1);
  const chunks = await monitors.readResults(id, 0, 1e12);
  expect(chunks.map(({ start, end }) => [start, end])).toEqual(instants.map((instant) => [instant, instant]));
  expect(evaluations).toBe(to);
  const { detections } = await monitors.listDetections({ owner: OWNER, monitor: id, limit: 10_000 });
  const monitor = { id, version: 1, owner: OWNER };
  const found = instants.filter((instant) => instant % 3 === 0).reverse();
  expect(detections.map(({ verdict: _, ...detection }) => detection)).toEqual(
    found.map((instant) => foundBy(monitor, `${id}-${instant}`, instant))
  );
}
