import type { PlaceEvidence, Places } from './places.ts';

/** Alerts of one cluster are no independent witnesses: each counts as this share of one. */
const WITNESS = 0.5;

/** Where the fault of some alerts is, as far as they tell: a probability for each service, summed from their evidence. */
export class PlaceBelief {
  readonly #places: Places;
  /** Log evidence of services that some alert speaks of, above `#rest`, that of all others. */
  readonly #above = new Map<number, number>();
  #rest = 0;
  #total: number | undefined;

  constructor(places: Places) {
    this.#places = places;
  }

  add(evidence: PlaceEvidence, times = 1): void {
    const rest = WITNESS * times * Math.log(evidence.else);
    this.#rest += rest;
    evidence.services.forEach((service, i) => {
      this.#above.set(service, (this.#above.get(service) ?? 0) + WITNESS * times * Math.log(evidence.at[i]) - rest);
    });
    this.#total = undefined;
  }

  /** Ln of the sum over all services, above that of one that nothing speaks of. */
  #logTotal(): number {
    if (this.#total === undefined) {
      let most = 0;
      for (const above of this.#above.values()) {
        most = Math.max(most, above);
      }
      let sum = Math.max(0, this.#places.names.length - this.#above.size) * Math.exp(-most);
      for (const above of this.#above.values()) {
        sum += Math.exp(above - most);
      }
      this.#total = most + Math.log(sum);
    }
    return this.#total;
  }

  probability(service: number): number {
    return Math.exp((this.#above.get(service) ?? 0) - this.#logTotal());
  }

  /** Services that some alert speaks of. */
  spokenOf(): IterableIterator<number> {
    return this.#above.keys();
  }

  /** Ln of how much likelier an alert's place is with this belief than without. */
  logRatio(evidence: PlaceEvidence): number {
    let ratio = evidence.else;
    for (let i = 0; i < evidence.services.length; i++) {
      ratio += this.probability(evidence.services[i]) * (evidence.at[i] - evidence.else);
    }
    return Math.log(ratio);
  }

  /** Ln of how much likelier both are one fault than two. */
  logRatioWith(other: PlaceBelief): number {
    const all = Math.max(2, this.#places.names.length);
    let both = 0;
    let spoken = 0;
    let [mine, theirs] = [0, 0];
    for (const service of new Set([...this.#above.keys(), ...other.#above.keys()])) {
      const [a, b] = [this.probability(service), other.probability(service)];
      both += a * b * all;
      mine += a;
      theirs += b;
      spoken++;
    }
    const unspoken = all - spoken;
    if (unspoken > 0) {
      both += (Math.max(0, 1 - mine) * Math.max(0, 1 - theirs) * all) / unspoken;
    }
    return Math.log(Math.max(both, 1e-6));
  }
}
