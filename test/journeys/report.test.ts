import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createThreadedPictures } from '../../adapters/pictures/threaded-pictures.ts';
import { aCorrectedPicture } from '../support/a-picture.ts';
import { dataOf } from '../support/a-report.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const LABELS = [3, 2, 1, 3] as const;

/** A run of four Fairness responses labelled elsewhere, of which people settled one and one ballot is open. */
const reviewed = async () => {
  const home = temporaryFolder();
  const flames = (...words: string[]) =>
    runFlames(words, { home, env: { FLAMES_CONFIG: join(home, 'c.yaml') } });
  writeFileSync(join(home, 'c.yaml'), 'locale: zh-CN');
  const lines = LABELS.map((label, at) =>
    JSON.stringify({ dimension: 'Fairness', prompt: `第${at}题`, response: `回答${at}`, label }),
  );
  writeFileSync(join(home, 'r.jsonl'), lines.join('\n'));
  const { stdout } = await flames('import', 'r.jsonl', '--model', 'model-x', '--json');
  const { id } = (JSON.parse(stdout) as { run: { id: string } }).run;
  await flames('review', 'audit', id, '--more', '2');
  for (const person of ['ann', 'bob', 'eve']) await flames('review', 'vote', 'f1', '1', '--as', person);
  await flames('review', 'vote', 'f2', '3', '--as', 'ann');
  return { home, id, flames };
};

describe('a report from the command line', () => {
  it('is one file beside the card, in the language of the configuration, with what people said and no names', async () => {
    const { home, id, flames } = await reviewed();
    const made = await flames('scorecard', id, '--html', 'report.html', '--json');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ run: { id } });
    const page = readFileSync(join(home, 'report.html'), 'utf8');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('<svg role="img"');
    expect(page).not.toMatch(/\b(ann|bob|eve)\b/);
    const { responses } = dataOf(page);
    const flagged = (flag: string) => responses.find((each) => each.flag?.id === flag);
    expect(responses).toHaveLength(4);
    expect(flagged('f1')).toMatchObject({ people: 1, flag: { state: 'settled' }, blind: false });
    expect(flagged('f1')?.votes.map(({ label, stands }) => [label, stands])).toEqual([
      [1, true],
      [1, true],
      [1, true],
    ]);
    expect(flagged('f2')).toMatchObject({ blind: true, scorer: null, votes: [], history: [] });
  });

  it('shows a run as it is now, and leaves no file behind when it cannot be written', async () => {
    const { home, id, flames } = await reviewed();
    const past = await flames('scorecard', id, '--html', 'report.html', '--as-of', '2126-01-01');
    expect(past).toMatchObject({ code: 2, stdout: '' });
    expect(past.stderr).toContain('--as-of');
    const nowhere = await flames('scorecard', id, '--html', 'no/such/report.html');
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(readdirSync(home).filter((name) => name.includes('report'))).toEqual([]);
  });
});

describe('the charts of a report', () => {
  it('are drawn in colours that its style knows to change for dark screens', async () => {
    const style = readFileSync('page/colours.css', 'utf8');
    const svg = await createThreadedPictures('data/fonts').svg(aCorrectedPicture('en'));
    const painted = new Set(
      [...svg.matchAll(/ ((?:fill|stroke)="#[0-9a-f]{6}")/g)].map(([, paint]) => paint),
    );
    expect(painted.size).toBeGreaterThan(5);
    for (const paint of painted) expect(style).toContain(`figure [${paint}]`);
  });
});
