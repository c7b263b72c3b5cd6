import { EMPTY_DRAFT, declarationOf, nameOfFile, sizeText } from './upload-form.ts';

it.each([
  ['forest.onnx', 'forest'],
  ['C:\\models\\My forest.ONNX', 'My forest'],
  ['a/b.c.onnx', 'b.c'],
  ['plain', 'plain'],
])('%s suggests the name %s', (file, name) => {
  expect(nameOfFile(file)).toBe(name);
});

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1 KiB'],
  [1_600_000, '1.5 MiB'],
  [64 * 2 ** 20, '64 MiB'],
  [500 * 2 ** 20, '500 MiB'],
])('%d is shown as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it('declares nothing of a file that Nightjar wrote', () => {
  expect(declarationOf({ ...EMPTY_DRAFT, input: 'x' })).toBeUndefined();
});

it('declares what was typed of any other, and leaves an empty window out', () => {
  const own = { ...EMPTY_DRAFT, kind: 'own' as const, input: ' x ', output: 'y' };
  expect(declarationOf(own)).toEqual({
    input: 'x',
    features: '',
    scaling: 'robust',
    output: 'y',
    meaning: 'raw',
  });
  expect(declarationOf({ ...own, window: '12' })).toMatchObject({ window: 12 });
});
