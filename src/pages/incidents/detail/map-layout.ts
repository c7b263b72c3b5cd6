/** Where a service stands in the map: column from the callers (0) to what is called, row within it. */
export interface PlacedService {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

export interface MapLayout {
  readonly services: readonly PlacedService[];
  readonly columns: number;
  readonly rows: number;
}

type Call = readonly [caller: string, called: string];

const SWEEPS = 4;

/**
 * Services in columns such that calls go to the right, but for those that close a circle; within a column near what they are connected with
 * (Sugiyama's layers, ordered by barycentres). The same services and calls give the same layout.
 */
export function layOut(names: readonly string[], calls: readonly Call[]): MapLayout {
  const all = [...new Set([...names, ...calls.flat()])].sort();
  const forward = withoutCircles(all, calls);
  const column = columnsOf(all, forward);
  const layers: string[][] = [];
  for (const name of all) {
    (layers[column.get(name) ?? 0] ??= []).push(name);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 === 0 ? layers : layers.toReversed();
    const row = new Map(layers.flatMap((layer) => layer.map((name, i) => [name, i - layer.length / 2] as const)));
    for (const layer of order) {
      sortByNeighbours(layer, forward, row);
      layer.forEach((name, i) => row.set(name, i - layer.length / 2));
    }
  }
  const services = layers.flatMap((layer, at) => layer.map((name, row) => ({ name, column: at, row })));
  return { services, columns: layers.length, rows: Math.max(0, ...layers.map(({ length }) => length)) };
}

/** The calls without those that lead back to a service that they came from. */
function withoutCircles(names: readonly string[], calls: readonly Call[]): Call[] {
  const called = Map.groupBy(calls, ([caller]) => caller);
  const state = new Map<string, 'entered' | 'left'>();
  const kept: Call[] = [];
  const visit = (name: string) => {
    state.set(name, 'entered');
    for (const call of called.get(name) ?? []) {
      const at = state.get(call[1]);
      if (at === 'entered') {
        continue;
      }
      kept.push(call);
      if (at === undefined) {
        visit(call[1]);
      }
    }
    state.set(name, 'left');
  };
  const isCalled = new Set(calls.map(([, to]) => to));
  for (const name of [...names.filter((one) => !isCalled.has(one)), ...names]) {
    if (!state.has(name)) {
      visit(name);
    }
  }
  return kept;
}

/** The longest way from a service that nobody calls. */
function columnsOf(names: readonly string[], calls: readonly Call[]): ReadonlyMap<string, number> {
  const callers = Map.groupBy(calls, ([, called]) => called);
  const known = new Map<string, number>();
  const columnOf = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) {
      return before;
    }
    const found = Math.max(0, ...(callers.get(name) ?? []).map(([caller]) => columnOf(caller) + 1));
    known.set(name, found);
    return found;
  };
  names.forEach(columnOf);
  return known;
}

function sortByNeighbours(layer: string[], calls: readonly Call[], row: ReadonlyMap<string, number>): void {
  const near = new Map<string, number>();
  for (const name of layer) {
    const others = calls.flatMap(([from, to]) => (from === name ? [to] : to === name ? [from] : []));
    const rows = others.map((other) => row.get(other) ?? 0);
    near.set(name, rows.length === 0 ? (row.get(name) ?? 0) : rows.reduce((sum, one) => sum + one, 0) / rows.length);
  }
  layer.sort((a, b) => (near.get(a) ?? 0) - (near.get(b) ?? 0) || (a < b ? -1 : 1));
}
