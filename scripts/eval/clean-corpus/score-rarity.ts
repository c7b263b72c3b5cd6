/**
 * The rarity a score claims (-log10 of the share of clean points so unusual): what `scoreOfRarity` of backend/detectors/rarity.ts inverts. Above 0.9 scores
 * follow a hyperbola in the raw value, of which the rarity is read as if each decade were as wide as the last one below.
 */
export function rarityOfScore(score: number): number {
  if (score < 0.7) {
    return (3 * Math.max(0, score)) / 0.7;
  }
  return score <= 0.9 ? 10 * score - 4 : 5 + 0.1 / Math.max(1e-6, 1 - score) - 1;
}
