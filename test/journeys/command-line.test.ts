import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FLAMES_1K } from '../../src/commands/fetch-prompts.ts';
import type { Scorecard } from '../../src/flames/scorecard.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const flames = (home: string, ...words: readonly string[]) => runFlames(words, { home });
const RULE = ['--scorer', 'refusal-rule'] as const;

describe('an evaluation from the command line', () => {
  it('gives the run id first, then a scorecard that is the same again later, as a card and as data', async () => {
    const home = temporaryFolder();
    const run = await flames(home, 'evaluate', 'baseline-refuse', 'smoke', ...RULE, '--json');
    expect(run.code).toBe(0);
    const id = run.stderr.split('\n')[0] ?? '';
    expect(id).toMatch(/^run-[0-9a-z]{8}$/);
    const card = JSON.parse(run.stdout) as Scorecard;
    expect(card.run).toMatchObject({
      id,
      model: 'baseline-refuse',
      promptSet: 'sample',
      subset: 'smoke',
      seed: 1,
      state: 'completed',
      prompts: 10,
    });
    expect(card.dimensions.map(({ dimension, n, labels }) => [dimension, n, labels])).toEqual([
      ['Fairness', 2, { 1: 0, 2: 2, 3: 0 }],
      ['Safety', 2, { 1: 0, 2: 2, 3: 0 }],
      ['Morality', 2, { 1: 0, 2: 2, 3: 0 }],
      ['Legality', 2, { 1: 0, 2: 0, 3: 2 }],
      ['Data protection', 2, { 1: 0, 2: 0, 3: 2 }],
    ]);
    expect(card.overall?.harmlessRate).toBeCloseTo(0.4, 10);
    const again = await flames(home, 'scorecard', id, '--json');
    expect(JSON.parse(again.stdout)).toEqual(card);
    const shown = await flames(home, 'scorecard', id);
    expect(shown.stdout).toContain('not comparable with Flames results');
    expect(shown.stdout).not.toContain('\u001b');
    expect(Math.max(...shown.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('is a picture in a file, or a sentence where that cannot be written', async () => {
    const home = temporaryFolder();
    const id =
      (await flames(home, 'evaluate', 'baseline-refuse', 'smoke', ...RULE)).stderr.split('\n')[0] ?? '';
    const drawn = await flames(home, 'scorecard', id, '--png', 'card.png', '--json');
    expect(JSON.parse(drawn.stdout)).toMatchObject({ run: { id } });
    expect(readFileSync(join(home, 'card.png')).subarray(1, 4).toString()).toBe('PNG');
    const nowhere = await flames(home, 'scorecard', id, '--png', 'no/such/folder/card.png');
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toMatch(/^[^\n]*card\.png[^\n]*no such file or folder[^\n]*\n$/);
  });

  it('is topped up to a larger subset without asking again, and refuses one that leaves prompts out', async () => {
    const home = temporaryFolder();
    const run = await flames(home, 'evaluate', 'baseline-echo', 'smoke', ...RULE);
    const id = run.stderr.split('\n')[0] ?? '';
    const larger = await flames(home, 'resume', id, 'n=25', '--json');
    expect(JSON.parse(larger.stdout).run).toMatchObject({
      id,
      subset: 'n=25',
      prompts: 25,
      state: 'completed',
    });
    const smaller = await flames(home, 'resume', id, 'n=5');
    expect(smaller).toMatchObject({ code: 1, stdout: '' });
    expect(smaller.stderr).toContain('leaves out 20 prompts');
  });

  it('exits 3 when an upper limit lies below --fail-under, and 0 when it does not', async () => {
    const home = temporaryFolder();
    const evaluate = ['evaluate', 'baseline-echo', 'full', ...RULE, '--fail-under'];
    expect(await flames(home, ...evaluate, 'overall=0.9')).toMatchObject({ code: 3 });
    expect(await flames(home, ...evaluate, 'overall=0')).toMatchObject({ code: 0 });
  });

  it('writes a summary in Markdown for continuous integration, with the bars above the scorecard', async () => {
    const home = temporaryFolder();
    const summary = join(home, 'summary.md');
    const bars = ['--fail-under', 'overall=0.9,Safety=0', '--summary', summary];
    expect(await flames(home, 'evaluate', 'baseline-echo', 'smoke', ...RULE, ...bars)).toMatchObject({
      code: 3,
    });
    const text = readFileSync(summary, 'utf8');
    expect(text).toMatch(/^## \*\*Scorecard\*\* · baseline/);
    expect(text).toMatch(/\| Overall \| 90\\\.0 % \| .* \| ❌ below \|/);
    expect(text).toMatch(/\| Safety \| 0\\\.0 % \| .* \| ✅ \|/);
    expect(text).toContain('| Data protection |');
    const nowhere = join(home, 'no', 'folder', 'summary.md');
    const refused = await flames(home, 'evaluate', 'baseline-echo', 'smoke', ...RULE, '--summary', nowhere);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
  });

  it.each([
    [['evaluate', 'baseline-ecko'], 1, 'Did you mean "baseline-echo"?'],
    [['evaluate', 'baseline-echo', 'smok'], 2, 'Did you mean "smoke"?'],
    [['evaluat'], 2, 'Did you mean "evaluate"?'],
    [['evaluate'], 2, 'lacks MODEL'],
    [['evaluate', 'baseline-echo', '--seed', '1.5'], 2, 'whole number'],
    [['scorecard', 'run-00000000'], 1, 'flames status'],
    [['prompts', 'import', 'no-such-file', '--name', 'x'], 1, 'no such file'],
    [['prompts', 'import', 'x', '--name', 'safety'], 1, 'no such file'],
    [['models', '--what'], 2, '--what'],
    [['review', 'vote', 'f1', '3', '--as', ''], 2, '--as: it is empty; give at least one character'],
    [['review', 'vote', 'f1', '3', '--as', 'x'.repeat(65)], 2, '65 characters; give at most 64'],
    [['import', 'x'], 2, 'needs its --model: say whose responses these are'],
    [['import', 'x', '--model', 'x'.repeat(65)], 2, '--model: it has 65 characters; give at most 64'],
    [['import', 'x', '--model', 'm', '--labelled-by', ''], 2, '--labelled-by: it is empty'],
  ])('%j is refused in one line', async (words, code, mend) => {
    const refused = await flames(temporaryFolder(), ...words);
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toContain(mend);
    expect(refused.stderr.trimEnd()).not.toContain('\n');
  });

  it('says which variable a model lacks, and every mistake of a configuration, without starting anything', async () => {
    const home = temporaryFolder();
    writeFileSync(
      join(home, 'a.yaml'),
      'models: { m: { baseUrl: "http://127.0.0.1:9/v1", model: m, apiKeyEnv: NO_SUCH_KEY } }',
    );
    const keyless = await runFlames(['evaluate', 'm', 'smoke'], {
      home,
      env: { FLAMES_CONFIG: join(home, 'a.yaml') },
    });
    expect(keyless).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('NO_SUCH_KEY') });
    writeFileSync(join(home, 'b.yaml'), 'modles: {}\nlocale: fr');
    const wrong = await runFlames(['status'], { home, env: { FLAMES_CONFIG: join(home, 'b.yaml') } });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/modles.*locale|locale.*modles/);
    const missing = await runFlames(['status'], { home, env: { FLAMES_CONFIG: join(home, 'none.yaml') } });
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file') });
  });
});

describe('the demo', () => {
  it('ends with commands that work as they are typed there', async () => {
    const home = temporaryFolder();
    const { code, stdout } = await flames(home, 'demo');
    expect(code).toBe(0);
    const [, command = ''] = /: (\S.* scorecard run-\w+)$/.exec(stdout.trimEnd()) ?? [];
    const shell = spawnSync(command, { shell: true, cwd: home, env: { ...process.env, FLAMES_HOME: home } });
    expect([command, shell.status]).toEqual([command, 0]);
    expect(String(shell.stdout)).toContain('baseline-echo');
  });
});

describe('help', () => {
  it.each([
    ['en', 'run the benchmark on a model', 'Usage: flames'],
    ['zh-CN', '在一个模型上运行基准测试', '用法： flames'],
  ])('is the same by word and by option, and exits 0, in %s', async (locale, summary, usage) => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'flames.config.yaml'), `locale: ${locale}`);
    const all = await flames(home, 'help');
    expect(all).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(summary) });
    expect(await flames(home, '--help')).toEqual(all);
    const one = await flames(home, 'help', 'evaluate');
    expect(one).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(usage) });
    expect(await flames(home, 'evaluate', '--help')).toEqual(one);
    const wrong = await flames(home, 'help', 'nonsense');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(locale === 'en' ? /^There is no command[^\n]*\n$/ : /^没有命令[^\n]*\n$/);
  });
});

describe('responses made elsewhere', () => {
  const rows = [
    { dimension: 'Legality', prompt: 'a', response: 'r', label: 3 },
    { dimension: 'Legality', prompt: 'b', response: '抱歉', predicted: 1 },
    { dimension: 'Safety', subcomponent: 'Mental harm', prompt: 'c', response: 'r', label: 2 },
    { dimension: 'Safety', prompt: 'd', response: '抱歉' },
  ];
  const aFile = (home: string, lines: readonly object[]): string => {
    const file = join(home, 'responses.jsonl');
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  };

  it('become a run with their labels; rows without one are unscored, or go to the scorer that is named', async () => {
    const home = temporaryFolder();
    const file = aFile(home, rows);
    const plain = JSON.parse(
      (await flames(home, 'import', file, '--model', 'm', '--labelled-by', 'team', '--json')).stdout,
    ) as Scorecard;
    expect(plain.run).toMatchObject({ subset: 'imported', seed: null, state: 'completed', prompts: 4 });
    expect(plain.scorer.name).toBe('team');
    expect(plain.dimensions.map(({ n, unscored, labels }) => [n, unscored, labels])).toEqual([
      [1, 1, { 1: 0, 2: 1, 3: 0 }],
      [2, 0, { 1: 1, 2: 0, 3: 1 }],
    ]);
    const scored = JSON.parse(
      (await flames(home, 'import', file, '--model', 'm', ...RULE, '--json')).stdout,
    ) as Scorecard;
    expect(scored.dimensions.map(({ n, unscored }) => [n, unscored])).toEqual([
      [2, 0],
      [2, 0],
    ]);
    expect(scored.scorer.version).not.toBe(plain.scorer.version);
  });

  it('are refused whole for one bad line, each named', async () => {
    const home = temporaryFolder();
    const refused = await flames(
      home,
      'import',
      aFile(home, [...rows, { ...rows[0], prompt: 'e', label: 2 }, { dimension: 'x' }]),
      '--model',
      'm',
    );
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/line 5: .*Legality allows 3 or 1; line 6: unknown dimension/);
    expect(JSON.parse((await flames(home, 'status', '--json')).stdout)).toEqual({ runs: [] });
  });
});

describe('scorers from the command line', () => {
  it('the default one is measured on the labelled set beside what it has to beat, with the keys that others check', async () => {
    const measured = await flames(
      temporaryFolder(),
      'scorers',
      'evaluate',
      resolve('data/labelled/evaluation.jsonl'),
      '--json',
    );
    const quality = JSON.parse(measured.stdout);
    const keys = [
      'accuracy',
      'auc',
      'ci95',
      'confusion',
      'ece',
      'macroF1',
      'majority',
      'n',
      'refusalRule',
      'unscored',
    ];
    expect(Object.keys(quality).sort()).toEqual([...keys, 'dimensions'].sort());
    for (const part of [quality, ...quality.dimensions]) {
      expect(part.macroF1).toBeGreaterThan(Math.max(part.majority.macroF1, part.refusalRule.macroF1));
      expect(Object.keys(part)).toEqual(expect.arrayContaining(keys));
    }
    expect(quality.dimensions.map(({ n }: { n: number }) => n)).toEqual([60, 120, 90, 20, 40]);
  });

  it('doctor finds all well on a fresh machine, and names what a configuration lacks', async () => {
    const home = temporaryFolder();
    expect(await flames(home, 'doctor')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('All is well'),
    });
    writeFileSync(
      join(home, 'flames.config.yaml'),
      'models: { m: { baseUrl: "http://127.0.0.1:9/v1", model: m, apiKeyEnv: NO_SUCH_KEY } }',
    );
    const lacking = await flames(home, 'doctor');
    expect(lacking).toMatchObject({ code: 1, stdout: expect.stringContaining('NO_SUCH_KEY') });
    writeFileSync(
      join(home, 'flames.config.yaml'),
      'models: { m: { baseUrl: "http://127.0.0.1:9/v1", model: m } }',
    );
    const dead = await flames(home, 'doctor', '--json');
    expect(dead.code).toBe(1);
    expect(JSON.parse(dead.stdout).checks).toContainEqual({
      what: 'model m',
      problem: expect.stringContaining('cannot be reached (ECONNREFUSED)'),
      warning: null,
    });
  });
});

describe('prompts fetch', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  /** Ends a connection in the middle, once the half that was sent has arrived in `part`. */
  const breakOff = (response: ServerResponse, part: string): void => {
    if (sizeOf(part) > 0) response.destroy();
    else setImmediate(breakOff, response, part);
  };

  /** A mirror that knows ranges and breaks its first answer off; `starts` are the offsets that it was asked for. */
  const aMirror = async (
    bytes: Buffer,
    part: string,
  ): Promise<{ readonly url: string; readonly starts: readonly number[] }> => {
    const starts: number[] = [];
    const server = createServer((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      starts.push(from);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
      if (starts.length > 1) response.end(bytes.subarray(from));
      else response.write(bytes.subarray(0, bytes.length / 2), () => breakOff(response, part));
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.jsonl`, starts };
  };

  const partIn = (home: string): string => join(home, 'downloads', `${FLAMES_1K.sha256}.part`);

  it('refuses another file by its checksum and installs nothing', async () => {
    const home = temporaryFolder();
    const mirror = await aMirror(
      Buffer.from('{"dimension":"Safety","prompt":"x"}\n'.repeat(50)),
      partIn(home),
    );
    const fetched = await flames(home, 'prompts', 'fetch', 'flames-1k', '--from', mirror.url);
    expect(fetched).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is not the published file'),
    });
    expect((await flames(home, 'prompts', 'list')).stdout).not.toContain('flames-1k');
  });

  const published = '../shared/data/Flames_1k_Chinese.jsonl';
  it.runIf(publishedIsHere())(
    'installs the public prompts from a mirror whose connection broke, going on where it stopped',
    async () => {
      const home = temporaryFolder();
      const bytes = readFileSync(published);
      const mirror = await aMirror(bytes, partIn(home));
      const fetched = await flames(home, 'prompts', 'fetch', 'flames-1k', '--from', mirror.url);
      expect(fetched).toMatchObject({ code: 0, stderr: '' });
      expect(mirror.starts).toEqual([0, expect.any(Number)]);
      expect(mirror.starts[1]).toBeGreaterThan(0);
      const list = JSON.parse((await flames(home, 'prompts', 'list', '--json')).stdout);
      expect(list.promptSets).toContainEqual(
        expect.objectContaining({
          name: 'flames-1k',
          prompts: 1000,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }),
      );
    },
  );

  it('explains an address that is not there', async () => {
    const fetched = await flames(
      temporaryFolder(),
      'prompts',
      'fetch',
      'flames-1k',
      '--from',
      'http://127.0.0.1:9/x',
    );
    expect(fetched).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('--from takes a mirror or a file'),
    });
  });
});

function publishedIsHere(): boolean {
  try {
    return readFileSync('../shared/data/Flames_1k_Chinese.jsonl').length > 0;
  } catch {
    console.warn('The public prompts are not beside the repository: their test is skipped.');
    return false;
  }
}
