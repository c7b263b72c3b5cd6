import type { AlertOptions } from '../../contract/alerts.ts';
import type { ServiceGraph } from '../alerts/service-graph.ts';
import { NightjarError } from '../errors.ts';
import type { Owner } from '../store/owner.ts';

/** How long calls that metrics tell of are taken for current, ms. */
const FRESH_MS = 300_000;

/** Caller, called. */
type Call = readonly [string, string];

/** What a query said last, at `at` (ms). */
interface Known {
  readonly query: string;
  readonly at: number;
  readonly calls: readonly Call[];
}

/** Which service calls which, for each owner: from its options, and from the metrics that these name. */
export class ServiceGraphs {
  private readonly read: ((owner: Owner, query: string) => Promise<readonly Call[]>) | null;
  private readonly known = new Map<string, Known>();

  /** `read`: answers a query whose series have the labels `client` and `server`. */
  constructor(read: ((owner: Owner, query: string) => Promise<readonly Call[]>) | null) {
    this.read = read;
  }

  /** From what is known; nothing is asked. */
  of(owner: Owner, { serviceGraph, serviceGraphQuery }: AlertOptions): ServiceGraph {
    const known = this.known.get(keyOf(owner));
    return graphOf([...serviceGraph, ...(known?.query === serviceGraphQuery ? known.calls : [])]);
  }

  /** Asks metrics where what they said is old; gives whether they said something else than before. Rejects with NightjarErrors, other than `busy`. */
  async refresh(owner: Owner, { serviceGraphQuery: query }: AlertOptions, now: number): Promise<boolean> {
    const known = this.known.get(keyOf(owner));
    if (!this.read || query === '' || (known?.query === query && now - known.at < FRESH_MS)) {
      return false;
    }
    // Noted before it is asked: a source that fails is not asked with every look.
    this.known.set(keyOf(owner), { query, at: now, calls: known?.query === query ? known.calls : [] });
    const calls = await this.read(owner, query).catch((error: unknown) => {
      if (error instanceof NightjarError && error.code === 'busy') {
        // Nobody has said yet how to reach it, as after a restart: it is asked as soon as somebody has.
        this.forget(owner, known);
        return null;
      }
      throw error;
    });
    if (calls === null) {
      return false;
    }
    this.known.set(keyOf(owner), { query, at: now, calls });
    return known?.query !== query || JSON.stringify(known.calls) !== JSON.stringify(calls);
  }

  private forget(owner: Owner, before: Known | undefined): void {
    if (before) {
      this.known.set(keyOf(owner), before);
    } else {
      this.known.delete(keyOf(owner));
    }
  }
}

export function graphOf(calls: readonly Call[]): ServiceGraph {
  const graph = new Map<string, Set<string>>();
  const entry = (service: string): Set<string> => {
    const known = graph.get(service) ?? new Set<string>();
    graph.set(service, known);
    return known;
  };
  for (const [caller, called] of calls) {
    entry(called);
    if (caller !== called) {
      entry(caller).add(called);
    }
  }
  return { calls: graph };
}

/** Calls between some services and their neighbours, at most `most`. */
export function callsAround({ calls }: ServiceGraph, services: readonly string[], most: number): [string, string][] {
  const own = new Set(services);
  const found: [string, string][] = [];
  for (const [caller, called] of calls) {
    for (const other of called) {
      if ((own.has(caller) || own.has(other)) && found.length < most) {
        found.push([caller, other]);
      }
    }
  }
  return found;
}

function keyOf({ orgId, datasource }: Owner): string {
  return `${orgId}\n${datasource}`;
}
