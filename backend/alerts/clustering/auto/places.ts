import type { ServiceGraph } from '../../service-graph.ts';
import type { Nature } from './nature.ts';

/** A service beyond so many calls is told from any other no more. */
const FARTHEST = 4;
/** A caller of a troubled service is troubled too, this likely. */
const SPREADS = 0.6;
/** Likelihood, beside 1 where the fault is, of an alert at a service that the faulty one calls, and at one that has nothing to do with it. */
const BELOW = 0.06;
const ELSEWHERE = 0.01;

/** How likely an alert of each nature is at a service other than the faulty one, as a factor. */
const TRAVELS: Readonly<Record<Nature, number>> = {
  trouble: 0.05,
  symptom: 1,
  starved: 0.6,
  unclear: 0.5,
};

/** Alerts that have nothing to do with each other are spread over so many services at least and at most, however many there are. */
const FEWEST = 10;
const MOST = 16;

/**
 * How much likelier an alert is where it is once a certain service is faulty than if it were anywhere: `at[i]` for a fault at `services[i]`, `else` for one
 * at any other.
 */
export interface PlaceEvidence {
  readonly services: Int32Array;
  readonly at: Float64Array;
  readonly else: number;
}

/** Says nothing of where. */
export const ANYWHERE: PlaceEvidence = { services: new Int32Array(0), at: new Float64Array(0), else: 1 };

/**
 * Services as numbers, and what an alert at one of them says of where the fault is. A fault travels against the calls: those who call a faulty service
 * have alerts too, with a likelihood that falls by the call; those it calls hardly ever.
 */
export class Places {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #calls: number[][] = [];
  readonly #callers: number[][] = [];
  readonly #distances = new Map<number, ReadonlyMap<number, number>>();
  readonly #evidence = new Map<string, PlaceEvidence>();

  constructor(graph: ServiceGraph) {
    for (const [service, called] of graph.calls) {
      for (const other of called) {
        const [from, to] = [this.idOf(service), this.idOf(other)];
        if (from !== to) {
          this.#calls[from].push(to);
          this.#callers[to].push(from);
        }
      }
      this.idOf(service);
    }
  }

  /** The service's number; a new one where it was unknown. */
  idOf(service: string): number {
    const known = this.#ids.get(service);
    if (known !== undefined) {
      return known;
    }
    const id = this.names.length;
    this.#ids.set(service, id);
    this.names.push(service);
    this.#calls.push([]);
    this.#callers.push([]);
    this.#evidence.clear();
    return id;
  }

  find(service: string): number | undefined {
    return this.#ids.get(service);
  }

  /** Whether some other service calls it or is called by it. */
  connected(id: number): boolean {
    return this.#calls[id].length + this.#callers[id].length > 0;
  }

  /** Calls on the way from one service to another, 0 for itself; undefined where there is no way, or too long a one. */
  callsBetween(from: number, to: number): number | undefined {
    return this.#below(from).get(to);
  }

  /** What an alert at `own` that speaks of calls to `peers` says; `own` is -1 where it names no service. */
  evidenceOf(own: number, peers: readonly number[], nature: Nature): PlaceEvidence {
    const key = `${own}/${peers.join(',')}/${nature}`;
    const known = this.#evidence.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = own < 0 && peers.length === 0 ? ANYWHERE : this.#newEvidence(own, peers, nature);
    this.#evidence.set(key, made);
    return made;
  }

  #newEvidence(own: number, peers: readonly number[], nature: Nature): PlaceEvidence {
    const likelihoods = new Map<number, number>();
    const raise = (service: number, likelihood: number): void => {
      likelihoods.set(service, Math.max(likelihoods.get(service) ?? ELSEWHERE, likelihood));
    };
    for (const peer of peers) {
      for (const [service, calls] of this.#below(peer)) {
        raise(service, SPREADS ** calls);
      }
    }
    if (own >= 0) {
      // An alert of calls to another service seldom tells of a fault of its own.
      const here = peers.length > 0 ? 0.15 : 1;
      raise(own, here);
      if (peers.length === 0) {
        for (const [service, calls] of this.#below(own)) {
          raise(service, calls === 0 ? here : TRAVELS[nature] * SPREADS ** calls);
        }
        for (const caller of this.#callers[own]) {
          raise(caller, nature === 'starved' ? TRAVELS.starved : BELOW);
        }
      }
    }
    const services = Int32Array.from(likelihoods.keys()).sort();
    const spread = Math.min(MOST, Math.max(FEWEST, this.names.length));
    return {
      services,
      at: Float64Array.from(
        services,
        (service) => ((likelihoods.get(service) ?? 0) / this.#troubleOf(service, nature)) * spread
      ),
      else: ELSEWHERE * spread,
    };
  }

  /** Services that a fault at one troubles, each counted by its likelihood. */
  #troubleOf(service: number, nature: Nature): number {
    let sum = 1 + BELOW * this.#calls[service].length;
    for (const calls of distancesOver(this.#callers, service).values()) {
      sum += calls === 0 ? 0 : TRAVELS[nature] * SPREADS ** calls;
    }
    return sum;
  }

  #below(from: number): ReadonlyMap<number, number> {
    const known = this.#distances.get(from);
    if (known !== undefined) {
      return known;
    }
    const distances = distancesOver(this.#calls, from);
    this.#distances.set(from, distances);
    return distances;
  }
}

function distancesOver(edges: readonly (readonly number[])[], from: number): ReadonlyMap<number, number> {
  const distances = new Map([[from, 0]]);
  let edge = [from];
  for (let calls = 1; calls <= FARTHEST && edge.length > 0; calls++) {
    edge = edge.flatMap((service) => edges[service].filter((called) => !distances.has(called)));
    edge.forEach((service) => distances.set(service, calls));
  }
  return distances;
}
