import { expect, test } from 'vitest';
import { compiledModule } from './compiled-module.ts';

test('a module of ours is its compiled twin under dist, from source and from dist alike', () => {
  const fromSource = compiledModule(new URL('./scorer-worker.ts', import.meta.url));
  expect(fromSource.pathname).toMatch(/\/dist\/adapters\/threads\/scorer-worker\.js$/);
  expect(compiledModule(new URL('./scorer-worker.ts', fromSource)).href).toBe(fromSource.href);
});

test('without a build the missing file and the mend are named', () => {
  const missing = new URL('./never-written.ts', import.meta.url);
  expect(() => compiledModule(missing)).toThrow(
    /dist\/adapters\/threads\/never-written\.js is missing.*npm run build/,
  );
});

test('JavaScript is taken as it is', () => {
  const script = new URL('./somewhere.mjs', import.meta.url);
  expect(compiledModule(script)).toBe(script);
});
