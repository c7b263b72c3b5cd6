/** A share (0..1) as percent with so many digits behind the point at most: `12.5 %`. */
export function shareText(share: number, digits = 0): string {
  return `${Number((100 * share).toFixed(digits))} %`;
}
