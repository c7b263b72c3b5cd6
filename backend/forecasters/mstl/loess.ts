/** How a series is smoothed: neighbours that count, by a level (0) or a line (1), at every `jump`th point and straight in between. */
export interface Smoothing {
  readonly neighbours: number;
  readonly degree: 0 | 1;
  readonly jump: number;
}

/**
 * Locally weighted regression of evenly spaced values (Cleveland and others 1990, section 3.1): tricube weights over the nearest neighbours; more neighbours than values
 * widen the weights. `count` values of `values` from `from` on, each `stride` apart, are smoothed at their own places and, where `beyond` is 1, one place before and behind
 * them too; `into` gets them from `to` on, `stride` apart.
 */
export function loess(
  values: Float64Array,
  count: number,
  { neighbours, degree, jump }: Smoothing,
  into: Float64Array,
  from = 0,
  to = 0,
  stride = 1,
  beyond: 0 | 1 = 0
): void {
  const window = Math.min(neighbours, count);
  const widening = neighbours > count ? (neighbours - count) / 2 : 0;
  const weights = new Float64Array(window);
  const at = (place: number): number => {
    let left = Math.round(Math.min(count - window, Math.max(0, place - Math.floor((window - 1) / 2))));
    left = Math.max(0, left);
    const reach = Math.max(place - left, left + window - 1 - place) + widening;
    return fitted(values, from + left * stride, stride, left, window, place, reach, degree, weights);
  };
  const first = -beyond;
  const last = count - 1 + beyond;
  let place = first;
  let value = at(first);
  into[to] = value;
  while (place < last) {
    const next = Math.min(last, place + jump);
    const nextValue = at(next);
    for (let k = place + 1; k <= next; k++) {
      into[to + (k - first) * stride] = value + ((nextValue - value) * (k - place)) / (next - place);
    }
    place = next;
    value = nextValue;
  }
}

/** The regression at one place. `left`: the place of the window's first value, which lies at `start`. */
function fitted(
  values: Float64Array,
  start: number,
  stride: number,
  left: number,
  window: number,
  place: number,
  reach: number,
  degree: 0 | 1,
  weights: Float64Array
): number {
  if (reach === 0) {
    return values[start];
  }
  let sum = 0;
  let middle = 0;
  for (let k = 0; k < window; k++) {
    const distance = Math.abs(left + k - place) / reach;
    const cube = distance < 0.999 ? 1 - distance * distance * distance : 0;
    const weight = cube * cube * cube;
    weights[k] = weight;
    sum += weight;
    middle += weight * (left + k);
  }
  middle /= sum;
  let level = 0;
  for (let k = 0; k < window; k++) {
    level += weights[k] * values[start + k * stride];
  }
  level /= sum;
  if (degree === 0) {
    return level;
  }
  let spread = 0;
  let slope = 0;
  for (let k = 0; k < window; k++) {
    const from = left + k - middle;
    spread += weights[k] * from * from;
    slope += weights[k] * from * values[start + k * stride];
  }
  return Math.sqrt(spread / sum) > 0.001 * Math.max(1, window) ? level + (slope / spread) * (place - middle) : level;
}
