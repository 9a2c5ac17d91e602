import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * What every call of the command line loads, in few files: opening each module of its own took most of the start
 * (docs/decisions/006). Other packages are loaded from node_modules when they are needed.
 */
const INLINED = [
  'commander',
  'croner',
  'csv-stringify',
  'drizzle-orm',
  'fastest-levenshtein',
  'p-limit',
  'picocolors',
  'string-width',
  'yaml',
  'zod',
];

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const dist = fileURLToPath(new URL('dist', import.meta.url));

/** A module finds its worker threads and its data beside itself: it is told the place that it had before. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/](src|adapters)[\\/].*\.js$/ }, ({ path }) => {
      const place = relative(dist, path).split(sep).join('/');
      const code = readFileSync(path, 'utf8');
      return { contents: code.replaceAll('import.meta.url', `new URL('../${place}', import.meta.url).href`) };
    });
  },
};

await build({
  entryPoints: ['dist/src/main.js'],
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(dependencies).filter((name) => !INLINED.includes(name)),
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [ownPlaces],
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
});

/** What runs in the browser of whoever reads a report: one script, one style sheet, written into each report. */
await build({
  entryPoints: { report: 'page/main.ts', style: 'page/style.css' },
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome100', 'firefox100', 'safari15.4'],
  charset: 'utf8',
  logLevel: 'warning',
});
