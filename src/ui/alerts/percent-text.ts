/** A share 0..1 as whole percent, but never 0 % or 100 % of what is neither. */
export function percentText(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 1) {
    return '< 1 %';
  }
  return percent < 100 && percent > 99 ? '> 99 %' : `${Math.round(percent)} %`;
}
