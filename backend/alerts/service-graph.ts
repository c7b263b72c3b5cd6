/** Which service calls which: `calls.get('checkout')` holds those that checkout needs. Every service of an edge has an entry. */
export interface ServiceGraph {
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The graph of calls, each as caller and called. */
export function serviceGraphOf(calls: Iterable<readonly [string, string]>): ServiceGraph {
  const graph = new Map<string, Set<string>>();
  const entry = (service: string): Set<string> => {
    const known = graph.get(service) ?? new Set<string>();
    graph.set(service, known);
    return known;
  };
  for (const [caller, called] of calls) {
    entry(caller).add(called);
    entry(called);
  }
  return { calls: graph };
}
