import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const BUNDLE = 'dist/bundle';
const STATIC_IMPORT = /(?:^|[;}\n])import(?:[\w*${}\s,]+from)?"([^"]+)"/g;

/** The packages outside the bundle that a file of it loads at once, through all that it imports statically. */
const packagesOf = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  seen.add(file);
  const packages = new Set<string>();
  for (const [, name = ''] of readFileSync(join(BUNDLE, file), 'utf8').matchAll(STATIC_IMPORT)) {
    if (!name.startsWith('./')) packages.add(name);
    else if (!seen.has(name.slice(2))) for (const each of packagesOf(name.slice(2), seen)) packages.add(each);
  }
  return packages;
};

const heavyOf = (file: string): readonly string[] =>
  [...packagesOf(file)].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));

/** The file of the bundle that `main` loads for a call that is well-formed. */
const forCalls = (): string =>
  /import\("\.\/(run-in-shell-\w+\.js)"\)/.exec(readFileSync(join(BUNDLE, 'main.js'), 'utf8'))?.[1] ?? '';

it('help loads no package outside its bundle, and a call loads the database and nothing else', () => {
  expect(heavyOf('main.js')).toEqual([]);
  expect(heavyOf(forCalls())).toEqual(['better-sqlite3']);
});
