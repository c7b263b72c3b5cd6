import type { FrameMetaCustom } from '../../../contract/detection.ts';
import { chosenDetectors } from './chosen-detectors.ts';

function frame(refId: string, nightjar: Partial<FrameMetaCustom['nightjar']>) {
  return { refId, meta: { custom: { nightjar } } };
}
const choice = (detector: string, name: string) =>
  ({ detector, name, because: '', from: 0, at: 1, until: 2, points: 500, candidates: [] }) as const;

it('counts what was chosen for the series of one query, most first', () => {
  const frames = [
    frame('A', { detector: 'auto', choice: choice('seasonal', 'Seasonal') }),
    frame('A', { detector: 'auto', choice: choice('ewma', 'EWMA') }),
    frame('A', { detector: 'auto', choice: choice('ewma', 'EWMA') }),
    frame('B', { detector: 'auto', choice: choice('lof', 'LOF') }),
  ];
  expect(chosenDetectors(frames, 'A')).toEqual({
    chosen: [
      { id: 'ewma', name: 'EWMA', series: 2 },
      { id: 'seasonal', name: 'Seasonal', series: 1 },
    ],
    isChoosing: false,
  });
});

it('says that it is choosing while another one stands in', () => {
  expect(chosenDetectors([frame('A', { detector: 'auto', pendingChoices: 3 })], 'A')).toEqual({
    chosen: [],
    isChoosing: true,
  });
});

it('says nothing of other detectors and of foreign frames', () => {
  expect(chosenDetectors([frame('A', { detector: 'seasonal' }), { refId: 'A', meta: {} }], 'A')).toBeNull();
});
