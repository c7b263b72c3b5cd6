/** Which service calls which: `calls.get('checkout')` holds those that checkout needs. Every service of an edge has an entry. */
export interface ServiceGraph {
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
}
