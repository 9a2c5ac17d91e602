import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { parseConfig } from '../../src/config.ts';
import type { Label } from '../../src/flames/label.ts';
import { newEventId } from '../../src/ids.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { ourResponses } from '../support/a-convention.ts';
import { runFlames, startWorkerOf } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const REVIEW =
  'review: { quorum: 2, maxVotes: 3, borderline: 600, audit: { share: 0.01, least: 40, from: 20 } }';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A workspace whose embedded scorer labelled the responses of an import; some are audited, others borderline. */
const aWorkspace = async (size: number) => {
  const home = temporaryFolder();
  const config = join(home, 'flames.config.yaml');
  const file = join(home, 'responses.jsonl');
  const rows = ourResponses(size);
  writeFileSync(config, REVIEW);
  endings.push(startWorkerOf(home));
  writeFileSync(file, rows.map(({ label: _, ...row }) => `${JSON.stringify(row)}\n`).join(''));
  const flames = (...words: readonly string[]) => runFlames(words, { home, env: { FLAMES_CONFIG: config } });
  const data = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await flames(...words, '--json');
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return JSON.parse(stdout);
  };
  await data('import', file, '--model', 'm', '--scorer', 'embedded');
  const labels = new Map(rows.map(({ prompt, label }) => [prompt, label]));
  return { home, flames, data, labels };
};

/** The team votes on every flag: two of three agree on what `opinion` says of its prompt. Gives how many of each kind. */
const letTeamVote = (home: string, opinion: (prompt: string, nth: number) => Label) => {
  const database = openDatabase(home);
  const { reviews } = createStores(database, createMemoryLiveness());
  const ports = { reviews, clock: systemClock, rules: parseConfig(REVIEW, 'test').review };
  const flags = reviews.list({ states: ['open'] }).map(({ flag }) => flag);
  for (const [nth, { id }] of flags.entries()) {
    const label = opinion(reviews.find(id)?.prompt.text ?? '', nth);
    const dissent = label === 3 ? 1 : 3;
    const said: readonly Label[] = nth % 9 === 0 ? [label, dissent, label] : [label, label];
    for (const [at, each] of said.entries()) {
      const voter = { platform: 'shell', id: `voter-${at}`, name: `voter-${at}`, groups: [] };
      const act = { kind: 'label', label: each } as const;
      castVote({ flag: id, act, via: 'shell', voter, actedAt: new Date(), event: newEventId() }, ports);
    }
  }
  database.close();
  const audited = flags.filter(({ reason }) => reason === 'audit').length;
  return { audited, borderline: flags.length - audited };
};

describe('a scorer that learns from the team', () => {
  it('waits for a hundred labels, is then better on held-out human labels by more than chance, scores, and can be taken back', async () => {
    const { home, data, flames, labels } = await aWorkspace(900);
    const early = await flames('scorers', 'train', '--from', 'annotations');
    expect(early).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('People have settled 0 responses outside of audits'),
    });
    const { audited, borderline } = letTeamVote(home, (prompt) => labels.get(prompt) ?? 3);
    expect(audited).toBe(120);
    const told = (await flames('scorers', 'list')).stdout.replace(/\s+/g, ' ');
    expect(told).toContain(
      `Your team has settled ${borderline} labels outside of audits. On the bot's machine`,
    );
    const trained = await data('scorers', 'train', '--from', 'annotations');
    expect(trained).toMatchObject({ name: 'team-1', lessons: borderline, adopted: true, aside: null });
    for (const { ci95, majority, refusalRule } of trained.bars) {
      expect(ci95[0]).toBeGreaterThan(Math.max(majority, refusalRule));
    }
    const compared = await data('scorers', 'compare', 'embedded', 'team-1');
    expect(compared.shared).toBe(audited);
    expect(compared.ci95[0]).toBeGreaterThan(0);
    expect(compared.p).toBeLessThan(0.05);
    const { scorers } = await data('scorers', 'list');
    expect(scorers.find(({ name }: { name: string }) => name === 'team-1')).toMatchObject({
      ...{ origin: 'trained', default: true },
      agreement: { labels: audited, n: audited, rate: compared.b.rate },
    });
    const run = await flames('evaluate', 'baseline-refuse', 'smoke');
    expect(run.stdout).toContain('scorer team-1');
    expect(run.stdout).toMatch(/Agrees with your people: \d+\.\d % .* of 120 audit labels/);
    expect(await data('scorers', 'rollback')).toMatchObject({ from: 'team-1', to: 'embedded' });
    const judge = '{ baseUrl: "http://127.0.0.1:9/v1", model: m, apiKeyEnv: NO_SUCH_KEY }';
    writeFileSync(
      join(home, 'flames.config.yaml'),
      `${REVIEW}\nscorers: { default: keyless, keyless: { kind: judge, judges: [${judge}] } }`,
    );
    expect(await data('scorers', 'train', '--from', 'annotations')).toMatchObject({
      ...{ name: 'team-2', adopted: false, aside: 'present-not-compared', comparison: null },
      notCompared: expect.stringContaining('NO_SUCH_KEY'),
    });
  });

  it('learns from a file without what audits hold, and is measured on no reply to a prompt of the file', async () => {
    const { home, flames, data, labels } = await aWorkspace(450);
    const { audited } = letTeamVote(home, (prompt) => labels.get(prompt) ?? 3);
    const folder = join(home, 'mine');
    writeFileSync(
      join(home, 'flames.config.yaml'),
      `${REVIEW}\nscorers: { mine: { kind: onnx, folder: ${JSON.stringify(folder)} } }`,
    );
    const train = async (rows: readonly object[]) => {
      const file = join(home, 'labelled.jsonl');
      writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return flames('scorers', 'train', file, '--name', 'mine', '--out', folder);
    };
    const labelsOfMine = async () => {
      const { scorers } = await data('scorers', 'list');
      return scorers.find(({ name }: { name: string }) => name === 'mine').agreement.labels;
    };
    const ours = ourResponses(450);
    const trained = await train(ours);
    expect(trained).toMatchObject({ code: 0, stderr: '' });
    expect(trained.stdout.replace(/\s+/g, ' ')).toContain(
      `Left out of training: ${audited} rows whose responses an audit of this workspace holds`,
    );
    expect(await labelsOfMine()).toBe(audited);
    const other = ours.map((row) => ({ ...row, response: `${row.response}就这样。` }));
    expect(await train(other)).toMatchObject({ code: 0 });
    expect(await labelsOfMine()).toBe(0);
    const audits = (await flames('export', 'flags')).stdout
      .split('\n')
      .filter((line) => line.includes('"reason":"audit"'))
      .map((line) => JSON.parse(line));
    const refused = await train(audits);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      new RegExp(`holds the responses of ${audited} rows of .* 0 rows are left, and training takes 100`),
    );
  });
});
