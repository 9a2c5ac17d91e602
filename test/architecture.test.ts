import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

const importsOf = (file: string): readonly string[] => {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export|\}).*? from '([^']+)'|import\('([^']+)'\)/gm)].map(
    ([, named, loaded]) => named ?? loaded ?? '',
  );
};

/** Libraries that only compute: the core may use them. */
const PURE = ['zod', 'yaml', 'fastest-levenshtein', 'croner', 'commander', 'csv-stringify/sync'];
/** Node's own modules that neither read nor write anything outside the process. */
const PURE_NODE = ['node:crypto', 'node:util'];

const mayIntroduceAdapters = (file: string): boolean =>
  file === 'src/main.ts' || file.startsWith('src/wiring/');

describe('the folders keep their promise', () => {
  it('src/ decides: outside main and wiring it knows no adapter, platform, database or network client', () => {
    const strangers = filesOf('src')
      .filter((file) => !mayIntroduceAdapters(file))
      .flatMap((file) => importsOf(file).map((name) => ({ file, name })))
      .filter(({ name }) => !name.startsWith('.') && !PURE.includes(name) && !PURE_NODE.includes(name));
    expect(strangers).toEqual([]);
  });

  it('only main and wiring introduce adapters to the core', () => {
    const reaching = filesOf('src')
      .filter((file) => !mayIntroduceAdapters(file))
      .filter((file) => importsOf(file).some((name) => name.includes('/adapters/')));
    expect(reaching).toEqual([]);
  });

  it('the environment is read in src/config.ts alone', () => {
    const readers = [...filesOf('src'), ...filesOf('adapters')].filter((file) =>
      readFileSync(file, 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['src/config.ts']);
  });

  it('no platform is named in the core', () => {
    const naming = filesOf('src')
      .filter((file) => !/^src\/(config|config-schema|ports\/|wiring\/)/.test(file))
      .filter((file) =>
        /\b(Slack|Discord)\b|'(slack|discord)'/.test(
          readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        ),
      );
    expect(naming).toEqual([]);
  });
});
