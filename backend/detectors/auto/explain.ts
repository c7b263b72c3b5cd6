import type { CandidateFigures, DetectorChoice, Explanation, ExplanationFact } from '../../../contract/detection.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The chosen detector's explanation with what it was chosen by. */
export function withChoice(explanation: Explanation, choice: DetectorChoice): Explanation {
  return { ...explanation, facts: [...explanation.facts, ...choiceFacts(choice)] };
}

function choiceFacts({ name, because, at, candidates }: DetectorChoice): ExplanationFact[] {
  return [
    { key: 'chosenDetector', label: 'Detector chosen', value: name },
    { key: 'chosenBecause', label: 'Chosen because', value: because },
    ...(candidates.length > 0
      ? [{ key: 'chosenOn', label: 'Chosen on history before', value: new Date(at).toISOString().slice(0, 10) }]
      : []),
    ...candidates.map((one) => ({ key: `candidate:${one.id}`, label: `Tried: ${one.name}`, value: figuresOf(one) })),
  ];
}

function figuresOf({ found, precision, falseMarks }: CandidateFigures): string {
  return `found ${percent(found)} of the anomalies put into held-out history (average precision ${precision.toFixed(2)}), marked ${percent(falseMarks)} of its clean stretches`;
}
