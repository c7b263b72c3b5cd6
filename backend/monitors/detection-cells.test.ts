import { DetectionCells } from './detection-cells.ts';

const grid = { from: 1_000, step: 100, count: 5 };

function cellsOf(...detections: Array<Partial<Parameters<DetectionCells['add']>[0]>>) {
  const cells = new DetectionCells(grid);
  for (const one of detections) {
    cells.add({
      monitor: 'm',
      seriesKey: 's',
      start: 1_000,
      end: 1_000,
      severity: 'low',
      score: 0.7,
      suppression: null,
      ...one,
    });
  }
  return cells.result();
}

it('counts a detection in every cell it touches, and no other', () => {
  const cells = cellsOf({ start: 1_150, end: 1_300 }).m;
  expect(cells.map(({ cell }) => cell)).toEqual([1, 2, 3]);
});

it('counts what began before or ends after the time within it alone', () => {
  expect(cellsOf({ start: 0, end: 9_999 }).m.map(({ cell }) => cell)).toEqual([0, 1, 2, 3, 4]);
  expect(cellsOf({ start: 0, end: 999 })).toEqual({});
  expect(cellsOf({ start: 1_500, end: 1_600 })).toEqual({});
});

it('keeps the highest severity and score, and counts detections and series', () => {
  expect(
    cellsOf({ score: 0.75 }, { severity: 'high', score: 0.95, seriesKey: 't' }, { severity: 'medium', score: 0.8 }).m
  ).toEqual([{ cell: 0, severity: 'high', score: 0.95, detections: 3, series: 2 }]);
});

it('leaves out what is suppressed, and keeps monitors apart', () => {
  const cells = cellsOf({ suppression: 'x' }, { monitor: 'n', start: 1_200, end: 1_200 });
  expect(Object.keys(cells)).toEqual(['n']);
});
