/**
 * Area under the ROC curve: the probability that an anomaly (label 1) scores higher than a usual row (label 0), ties counted half (Hanley &
 * McNeil 1982). NaN where a label is missing altogether.
 */
export function rocArea(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: labels.length }, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  let ranks = 0;
  let anomalies = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && scores[order[to]] === scores[order[from]]) {
      to++;
    }
    for (let k = from; k < to; k++) {
      if (labels[order[k]] === 1) {
        ranks += (from + to + 1) / 2;
        anomalies++;
      }
    }
  }
  return (ranks - (anomalies * (anomalies + 1)) / 2) / (anomalies * (labels.length - anomalies));
}
