import { asNightjarError } from '../../errors.ts';
import type { Annotation } from '../../sources/grafana/annotations.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { CalendarRow, ExclusionRow, MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { ExclusionRecord } from '../api-records.ts';
import type { Stretch } from '../adjustment.ts';
import { specOf } from '../monitor-records.ts';
import type { MonitorSpec } from '../monitor-spec.ts';
import { calendarEvents } from './calendar-events.ts';

/** Gives the annotations of an owner's Grafana with any of these tags. Rejects with NightjarErrors. */
export type AnnotationReader = (
  owner: Owner,
  tags: readonly string[],
  from: number,
  to: number
) => Promise<readonly Annotation[]>;

type Store = Pick<MonitorStore, 'listExclusions' | 'listVerdicts' | 'listCalendars'>;

/** Which stretches of time are kept out of a monitor's training, why, and which of them people switched off. */
export class TrainingExclusions {
  private readonly store: Store;
  private readonly annotations: AnnotationReader;
  private readonly lastRead = new Map<string, readonly Annotation[]>();

  constructor(store: Store, annotations: AnnotationReader) {
    this.store = store;
    this.annotations = annotations;
  }

  /**
   * Those that touch `from` to `to` (ms), newest first, also those switched off. Rejects where annotations are wanted and cannot be read, unless `cannotRead`
   * takes the reason.
   */
  async list(
    monitor: MonitorRow,
    from: number,
    to: number,
    cannotRead?: (reason: string) => void
  ): Promise<ExclusionRecord[]> {
    const spec = specOf(monitor);
    const rows = await this.store.listExclusions(monitor.id);
    const found: ExclusionRecord[] = rows.filter(({ cause }) => cause === 'manual').map(manualOf);
    if (spec) {
      const automatic = await Promise.all([
        this.confirmed(monitor, spec),
        this.calendars(monitor.owner, spec, from, to),
        this.annotated(monitor, spec, from, to, cannotRead),
      ]);
      const off = new Map(rows.filter((row) => row.cause !== 'manual' && row.off).map((row) => [row.id, row]));
      for (const one of automatic.flat()) {
        const row = off.get(one.id);
        found.push(row ? { ...one, off: true, author: row.author } : one);
      }
    }
    return found.filter(({ start, end }) => end >= from && start <= to).sort((a, b) => b.start - a.start);
  }

  /**
   * Those that count, ms inclusive. Where annotations cannot be read, what was read of them last counts, and `cannotRead` is told why: a Grafana that is away
   * stops no detection.
   */
  async stretches(
    monitor: MonitorRow,
    from: number,
    to: number,
    cannotRead: (reason: string) => void
  ): Promise<Stretch[]> {
    const found = await this.list(monitor, from, to, cannotRead);
    return found.filter(({ off }) => !off).map(({ start, end }) => ({ start, end }));
  }

  private async confirmed({ id, owner }: MonitorRow, { training }: MonitorSpec): Promise<ExclusionRecord[]> {
    if (!training.excludeConfirmed) {
      return [];
    }
    const verdicts = await this.store.listVerdicts(owner, id);
    return verdicts
      .filter(({ verdict }) => verdict === 'true')
      .map(({ detection, detectionRow: { start, end }, author, note }) => ({
        id: `confirmed:${detection}`,
        cause: 'confirmed',
        start,
        end,
        off: false,
        note,
        author,
      }));
  }

  private async calendars(
    owner: Owner,
    { training }: MonitorSpec,
    from: number,
    to: number
  ): Promise<ExclusionRecord[]> {
    if (training.excludeCalendars.length === 0) {
      return [];
    }
    const all = await this.store.listCalendars(owner);
    return all.filter(({ name }) => training.excludeCalendars.includes(name)).flatMap((one) => eventsOf(one, from, to));
  }

  private async annotated(
    { id: monitor, owner }: MonitorRow,
    { training }: MonitorSpec,
    from: number,
    to: number,
    cannotRead?: (reason: string) => void
  ): Promise<ExclusionRecord[]> {
    if (training.excludeAnnotations.length === 0) {
      return [];
    }
    let found = this.lastRead.get(monitor) ?? [];
    try {
      found = await this.annotations(owner, training.excludeAnnotations, from, to);
      this.lastRead.set(monitor, found);
    } catch (error) {
      if (!cannotRead) {
        throw error;
      }
      cannotRead(asNightjarError(error).message);
    }
    return found.map(({ id, start, end, text, tags }) => ({
      id: `annotation:${id}`,
      cause: 'annotation',
      start,
      end,
      off: false,
      note: text || tags.join(', '),
      author: '',
    }));
  }
}

function eventsOf({ id, name, ical, timeZone }: CalendarRow, from: number, to: number): ExclusionRecord[] {
  return calendarEvents(ical, timeZone, from, to).map(({ summary, start, end }) => ({
    id: `calendar:${id}:${start}`,
    cause: 'calendar',
    start,
    end,
    off: false,
    note: summary ? `${name}: ${summary}` : name,
    author: '',
  }));
}

function manualOf({ id, start, end, off, note, author }: ExclusionRow): ExclusionRecord {
  return { id, cause: 'manual', start, end, off, note, author };
}
