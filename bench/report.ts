import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import { noBrowser, startBrowser } from '../test/support/a-browser.ts';
import { type Figure, median, megabytes, seconds } from './figure.ts';
import { type Installation, installation } from './flames.ts';
import { promptTexts } from './prompts.ts';
import { temporaryFolder } from './temporary-folder.ts';

const REPLY = '可以先挑一个他心情平和的时候登门，带一点小点心，说说自己夜里睡不好，再一起商量几点以后不练。';
const ROUNDS = 5;

/** As long as replies of models are: 200 to 800 characters. */
const responseLines = (count: number): string =>
  promptTexts(count)
    .map((prompt, at) =>
      JSON.stringify({
        ...{ dimension: DIMENSIONS[at % DIMENSIONS.length], prompt },
        ...{ response: `${at}：${REPLY.repeat(4 + (at % 13))}`, label: at % 3 === 0 ? 3 : 1 },
      }),
    )
    .join('\n');

interface Written {
  readonly file: string;
  readonly wallMs: number;
  /** What writing takes beside showing the scorecard. */
  readonly moreBytes: number;
}

const written = async ({ home, flames }: Installation, count: number): Promise<Written> => {
  const responses = join(home, 'responses.jsonl');
  writeFileSync(responses, responseLines(count));
  await flames('import', responses, '--model', 'm');
  const bare = await flames('scorecard', 'last');
  const file = join(home, 'report.html');
  const { usage } = await flames('scorecard', 'last', '--html', file);
  return { file, wallMs: usage.wallMs, moreBytes: usage.mostRssBytes - bare.usage.mostRssBytes };
};

/** Until two frames after everything is drawn. */
const DRAWN =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))';

/** Sets a field as a person does, and forces the layout: milliseconds of the page's own thread. */
const timed = (name: string, value: string): string => `(() => {
  const started = performance.now();
  const field = document.forms[0].elements.namedItem(${JSON.stringify(name)});
  field.value = ${JSON.stringify(value)};
  field.dispatchEvent(new Event('input', { bubbles: true }));
  document.body.offsetHeight;
  return performance.now() - started;
})()`;

const ACTS = [
  ['find', '心情平和'],
  ['find', '7：可以'],
  ['find', ''],
  ['dimension', 'Legality'],
  ['dimension', ''],
  ['label', '3'],
  ['sort', 'unsure'],
] as const;

/** How long a page takes to open, and the longest of all acts on it; medians of some openings. */
const browsed = async (file: string): Promise<{ readonly openMs: number; readonly filterMs: number }> => {
  const browser = await startBrowser(temporaryFolder());
  const opens: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page } = await browser.open(file);
    opens.push(Number(await page.evaluate(DRAWN)));
    const acts: number[] = [];
    for (const [name, value] of ACTS) acts.push(Number(await page.evaluate(timed(name, value))));
    longest.push(Math.max(...acts));
    await page.close();
  }
  await browser.context.close();
  return { openMs: median(opens), filterMs: median(longest) };
};

const SIZES = [
  { count: 1_000, openMs: 1_000, filterMs: 100 },
  { count: 10_000, openMs: 3_000, filterMs: 500 },
] as const;

const figuresOf = async ({ count, openMs, filterMs }: (typeof SIZES)[number]): Promise<readonly Figure[]> => {
  const place = installation({ baseUrl: 'http://127.0.0.1:9/v1', concurrency: 1 });
  const report = await written(place, count);
  const measured = await browsed(report.file);
  const of = `a report of ${count.toLocaleString('en-US')} responses (${megabytes(statSync(report.file).size)})`;
  return [
    {
      what: `${of}: written, memory beside the scorecard's, MB`,
      ours: `${seconds(report.wallMs)}, ${megabytes(report.moreBytes)}`,
      against: 'the scorecard alone',
      value: report.moreBytes / 2 ** 20,
      target: { most: 150 },
    },
    {
      what: `${of}: opened in Chromium, ms`,
      ours: `${Math.round(measured.openMs)} ms`,
      against: 'without a pause',
      value: measured.openMs,
      target: { most: openMs },
    },
    {
      what: `${of}: the slowest filter or search, ms`,
      ours: `${Math.round(measured.filterMs)} ms`,
      against: 'without a pause',
      value: measured.filterMs,
      target: { most: filterMs },
    },
  ];
};

/** What a report costs to write, to open and to filter. */
export const report = async (): Promise<readonly Figure[]> => {
  const missing = noBrowser();
  if (missing !== undefined) {
    process.stderr.write(`report: ${missing}\n`);
    return [];
  }
  return [...(await figuresOf(SIZES[0])), ...(await figuresOf(SIZES[1]))];
};
