import { ERROR_CODES } from '../../errors.ts';
import { ROUTES } from '../index.ts';
import { openApiDocument } from './document.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const document = openApiDocument(ROUTES, '1.2.3') as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
);

it('holds every route once', () => {
  expect(operations).toHaveLength(ROUTES.length);
  for (const { path, method } of ROUTES) {
    expect(document.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]).toHaveProperty(method);
  }
});

it('gives every operation a name of its own', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['getMonitorsId', 'postDetectionsIdVerdict', 'getDetectionsCells']));
});

it('says of every part of a path what it is', () => {
  for (const { path, operation } of operations) {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const told = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
    expect({ path, told }).toEqual({ path, told: parts });
  }
});

it('names every status that an error has', () => {
  const statuses = new Set(Object.values(ERROR_CODES).map(({ status }) => String(status)));
  // Whoever hung up reads none.
  statuses.delete('499');
  for (const { operation } of operations) {
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining([...statuses]));
  }
});

it('has no route behind one that would answer in its place', () => {
  const matches = (shape: string, path: string): boolean =>
    new RegExp(`^${shape.replace(/:\w+/g, '[^/]+')}$`).test(path.replace(/:/g, ''));
  ROUTES.forEach(({ method, path }, index) => {
    const earlier = ROUTES.slice(0, index).filter((one) => one.method === method && matches(one.path, path));
    expect({ path, earlier: earlier.map((one) => one.path) }).toEqual({ path, earlier: [] });
  });
});
