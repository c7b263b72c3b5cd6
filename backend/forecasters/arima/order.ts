/** What kind of ARIMA model: orders of autoregression, differencing and moving average, the same at the season, and whether it has a constant. */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  /** Seasonal orders; 0 where there is no season. */
  readonly P: number;
  readonly D: number;
  readonly Q: number;
  /** Points of a season; 1 where there is none. */
  readonly period: number;
  /** A mean where nothing is differenced, a drift where it is once; no model differenced twice has one. */
  readonly constant: boolean;
}

/** How many coefficients of autoregression and moving average the order has. */
export function coefficientsOf({ p, q, P, Q }: ArimaOrder): number {
  return p + q + P + Q;
}

/** E.g. `(2,1,1)(0,1,1)[24] with drift`: how people and other programs write it. */
export function orderText({ p, d, q, P, D, Q, period, constant }: ArimaOrder): string {
  const season = P + D + Q > 0 ? `(${P},${D},${Q})[${period}]` : '';
  return `(${p},${d},${q})${season}${constant ? (d + D > 0 ? ' with drift' : ' with mean') : ''}`;
}
