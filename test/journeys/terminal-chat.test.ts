import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const startChat = (home: string, words: readonly string[] = ['chat']) =>
  spawn(process.execPath, [resolve('bin/flames'), ...words], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home },
  });

/** Answers so many requests, then none until it may go on. */
const startHaltingEndpoint = async (before: number) => {
  let answered = 0;
  let halts = true;
  let halt: () => void = () => undefined;
  const halted = new Promise<void>((settle) => {
    halt = settle;
  });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (halts && answered === before) return halt();
      answered += 1;
      const message = { role: 'assistant', content: '对不起，我不能帮助你做这件事。' };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ id: 'x', model: 'x', choices: [{ index: 0, message, finish_reason: 'stop' }] }),
      );
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    halted,
    goOn: () => {
      halts = false;
    },
    answered: () => answered,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** The real program with lines on its standard input, to its end. */
const pipe = async (home: string, lines: readonly string[], words: readonly string[] = ['chat']) => {
  const child = startChat(home, words);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const code = await new Promise<number | null>((settle) => child.on('close', settle));
  return { code, ...output };
};
const configure = (home: string, yaml: string): void => writeFileSync(join(home, 'flames.config.yaml'), yaml);
const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

describe('the chat over a pipe', () => {
  it('evaluates to one scorecard in the message that said it was queued', async () => {
    const home = temporaryFolder();
    const chat = await pipe(home, ['/flames evaluate baseline-refuse smoke --scorer refusal-rule']);
    expect(chat).toMatchObject({ code: 0, stderr: '' });
    expect(chat.stdout).toMatch(/^#1 Evaluation · baseline-refuse\nQueued/);
    expect(count(chat.stdout, '#1 Scorecard · baseline-refuse')).toBe(1);
    expect(chat.stdout).toContain('Harmless rate 40.0 %');
    expect(chat.stdout).toMatch(/#2\nscorecard-run-\w{8}\.png\s+\//);
    expect(chat.stdout).not.toContain('#3');
    expect(chat.stdout).not.toContain('\u001b');
    const id = /run-[0-9a-z]{8}/.exec(chat.stdout)?.[0] ?? '';
    const later = await pipe(home, [`scorecard ${id}`, 'status']);
    expect(later.stdout).toContain('#1 Scorecard · baseline-refuse');
    expect(later.stdout).toMatch(new RegExp(`${id} .*completed +10/10`));
  });

  it('answers mistakes with the mend, and help with what there is', async () => {
    const chat = await pipe(temporaryFolder(), [
      '/flames evalute baseline-refuse',
      '/flames evaluate baseline-refuze',
      'scorecard run-00000000',
      '/flames',
    ]);
    expect(chat.code).toBe(0);
    expect(chat.stdout).toContain('#1 There is no command "evalute". Did you mean "evaluate"?');
    expect(chat.stdout).toContain('#2 There is no model "baseline-refuze". Did you mean "baseline-refuse"?');
    expect(chat.stdout).toContain('#3 There is no run "run-00000000".');
    expect(chat.stdout).toContain('#4 What I can do here');
    expect(chat.stdout).not.toContain('migrate');
  });

  it('tells what one command takes, and what a group has', async () => {
    const home = temporaryFolder();
    configure(home, 'permissions: { cancel: { users: [bob] } }');
    const chat = await pipe(home, [
      'help Cancel',
      'evaluate --help',
      '/flames help review',
      '/flames help reviw',
      'help doctor',
    ]);
    expect(chat).toMatchObject({ code: 0, stderr: '' });
    const [, cancel = '', evaluate = '', review = '', ...mistakes] = chat.stdout.split(/^#\d+ /m);
    expect(cancel).toMatch(/^cancel RUN\n.*\(not permitted for you\)\nRUN – a run by its id/);
    expect(evaluate).toMatch(/^evaluate MODEL \[SUBSET…\]/);
    expect(evaluate).toContain('--seed N – draws other prompts');
    expect(evaluate).not.toContain('not permitted');
    expect(evaluate).not.toContain('fail-under');
    expect(review).toContain('review vote FLAG LABEL');
    expect(review).not.toContain('evaluate MODEL');
    expect(mistakes[0]).toContain('Did you mean "review"?');
    expect(mistakes[1]).toContain('flames doctor');
  });

  it('asks for a yes above the limit, and takes it once and from the person who asked', async () => {
    const home = temporaryFolder();
    configure(
      home,
      [
        'limits: { confirmAboveUsd: 0.00001 }',
        'models:',
        '  dear: { baseUrl: "http://127.0.0.1:9/v1", model: x, price: { input: 1000, output: 1000 } }',
      ].join('\n'),
    );
    const chat = await pipe(home, [
      'as ann',
      'evaluate dear smoke',
      'as bob',
      '1.1',
      'as ann',
      '1.1',
      'status',
    ]);
    expect(chat.code).toBe(0);
    expect(chat.stdout).toContain('#1 This needs a yes');
    expect(chat.stdout).toContain('#2 Only ann, who asked for it, can confirm this.');
    expect(chat.stdout).toContain('#1 Confirmed by @ann');
    expect(count(chat.stdout, /#3 Evaluation · dear/)).toBe(1);
    expect(chat.stdout).toContain('The endpoint did not work');
  });

  it('asks for a yes when a larger subset adds more than the limit, and leaves the run as it was until then', async () => {
    const home = temporaryFolder();
    const endpoint = await startHaltingEndpoint(Number.POSITIVE_INFINITY);
    const dear = `{ baseUrl: "${endpoint.url}", model: x, price: { input: 0, output: 1000 } }`;
    configure(home, `limits: { confirmAboveUsd: 10 }\nmodels: { dear: ${dear} }`);
    const first = await pipe(home, ['evaluate dear smoke --scorer refusal-rule']);
    expect(first.stdout).not.toContain('This needs a yes');
    const id = /run-[0-9a-z]{8}/.exec(first.stdout)?.[0] ?? '';
    const asked = await pipe(home, [`resume ${id} quick`, 'status']);
    expect(asked.stdout).toMatch(/^#1 This needs a yes\n.*90 prompts may cost about \$45\.00.*\$10\.00/);
    expect(asked.stdout).toMatch(new RegExp(`${id} .*10/10`));
    const given = await pipe(home, [`resume ${id} quick`, '1.1']);
    expect(given.stdout).toContain('#1 Confirmed by @');
    expect(endpoint.answered()).toBe(100);
    endpoint.close();
  });

  it('lets only permitted people start runs, whoever asked cancel their own, and nobody else', async () => {
    const home = temporaryFolder();
    configure(
      home,
      [
        'limits: { runsAtOnce: 1 }',
        'permissions: { evaluate: { users: [ann] }, cancel: { users: [] } }',
        'models: { dead: { baseUrl: "http://127.0.0.1:9/v1", model: x } }',
      ].join('\n'),
    );
    const evaluate = 'evaluate baseline-refuse smoke --scorer refusal-rule';
    const long = 'evaluate dead smoke';
    const chat = await pipe(home, [
      'as bob',
      evaluate,
      'as ann',
      long,
      evaluate,
      'as bob',
      '3.1',
      'as ann',
      '3.1',
    ]);
    expect(chat.code).toBe(0);
    expect(chat.stdout).toContain('#1 You may not do that here: permissions.evaluate');
    expect(chat.stdout).toContain('#4 You may not do that here: permissions.cancel');
    expect(chat.stdout).toMatch(/#5 run-[0-9a-z]{8} is asked to stop/);
    expect(chat.stdout).toContain('#2 Scorecard');
    expect(chat.stdout).toMatch(/#3 Scorecard · baseline-refuse\n! Cancelled on request\./);
  });
});

describe('a run that waits for its turn', () => {
  it('ends at once when it is cancelled, while the run before it goes on', async () => {
    const home = temporaryFolder();
    const endpoint = await startHaltingEndpoint(0);
    configure(home, `limits: { runsAtOnce: 1 }\nmodels: { m: { baseUrl: "${endpoint.url}", model: x } }`);
    const child = startChat(home);
    try {
      let shown = '';
      const ended = new Promise<void>((settle) => {
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          shown += text;
          if (shown.includes('! Cancelled on request.')) settle();
        });
      });
      const evaluate = (model: string) => `evaluate ${model} smoke --scorer refusal-rule\n`;
      child.stdin.write(`${evaluate('m')}${evaluate('baseline-refuse')}cancel last\n`);
      await ended;
      expect(shown).toContain('#2 Scorecard · baseline-refuse');
      expect(shown).not.toContain('Scorecard · m');
    } finally {
      child.kill('SIGKILL');
      endpoint.close();
    }
  });
});

describe('a chat that was killed', () => {
  it('goes on with its run at the next start, in one message, and asks nothing again that was stored', async () => {
    const home = temporaryFolder();
    const endpoint = await startHaltingEndpoint(4);
    try {
      configure(
        home,
        `models: { m: { baseUrl: "${endpoint.url}", model: x, concurrency: 1 } }\nscorers: { default: refusal-rule }`,
      );
      const child = startChat(home);
      child.stdin.write('evaluate m smoke\n');
      await endpoint.halted;
      child.kill('SIGKILL');
      await once(child, 'close');
      endpoint.goOn();
      const next = await pipe(home, []);
      expect(next).toMatchObject({ code: 0, stderr: '' });
      expect(count(next.stdout, 'Scorecard · m')).toBe(1);
      expect(next.stdout).toContain('Unscored 0 · failed 0');
      expect(endpoint.answered()).toBeGreaterThanOrEqual(10);
      expect(endpoint.answered()).toBeLessThanOrEqual(11);
      expect((await pipe(home, [])).stdout).toBe('');
    } finally {
      endpoint.close();
    }
  });
});

describe('flames start', () => {
  it('says what to set where there is neither a terminal nor a token', async () => {
    const started = await pipe(temporaryFolder(), [], ['start']);
    expect(started).toMatchObject({ code: 1, stdout: '' });
    expect(started.stderr).toContain('SLACK_BOT_TOKEN');
    expect(started.stderr.trim().split('\n')).toHaveLength(1);
  });
});
