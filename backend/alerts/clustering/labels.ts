/** The things of each label from 0 on; what is below 0 is left out. */
export function membersOf(labels: ArrayLike<number>): number[][] {
  const members: number[][] = [];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] >= 0) {
      (members[labels[i]] ??= []).push(i);
    }
  }
  return Array.from(members, (one) => one ?? []);
}

/** Labels counted anew by their first thing, without gaps; what is below 0 gets a label of its own. */
export function renumbered(labels: ArrayLike<number>): Int32Array {
  const numbers = new Map<number, number>();
  let next = 0;
  return Int32Array.from(labels, (label) => {
    const known = label < 0 ? undefined : numbers.get(label);
    if (known !== undefined) {
      return known;
    }
    if (label >= 0) {
      numbers.set(label, next);
    }
    return next++;
  });
}
