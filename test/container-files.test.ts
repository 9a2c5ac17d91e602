import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

interface Instruction {
  readonly name: string;
  readonly words: string;
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const instructionsOf = (file: string): readonly Instruction[] =>
  linesOf(file).map((line) => {
    const [name = '', ...words] = line.split(/\s+/);
    return { name: name.toUpperCase(), words: words.join(' ') };
  });

const SECRET = /token|secret|password|api_?key|credential/i;
/** An image with a version of three numbers: the same file builds the same program in a year. */
const PINNED = /^[a-z][\w./-]*:\d+\.\d+\.\d+[\w.-]*$/;

const instructions = instructionsOf('Dockerfile');
const of = (name: string): readonly string[] =>
  instructions.flatMap((instruction) => (instruction.name === name ? [instruction.words] : []));
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const lastWordsOf = (name: string): string | undefined =>
  lastStage.findLast((instruction) => instruction.name === name)?.words;

describe('the Dockerfile', () => {
  it('knows every instruction, and starts each of two stages from a pinned image', () => {
    const known = 'FROM ENV WORKDIR COPY RUN USER VOLUME HEALTHCHECK ENTRYPOINT CMD'.split(' ');
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([]);
    const images = of('FROM').map((words) => words.split(' ')[0]);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(PINNED);
  });

  it('runs as somebody who is not root, in a folder of its own', () => {
    expect(lastWordsOf('USER')).toMatch(/^(?!root\b|0\b)\w+/);
    const after = lastStage.slice(lastStage.findIndex(({ name }) => name === 'USER'));
    expect(after.filter(({ name }) => name === 'RUN' || name === 'COPY')).toEqual([]);
    expect(of('WORKDIR').every((folder) => folder.startsWith('/'))).toBe(true);
  });

  it('keeps its state in one volume that the user may write', () => {
    expect(lastWordsOf('ENV')).toContain('FLAMES_HOME=/data');
    expect(lastWordsOf('VOLUME')).toBe('/data');
    expect(lastWordsOf('RUN')).toContain(`chown ${lastWordsOf('USER')}:${lastWordsOf('USER')} /data`);
  });

  it('has a health check that asks the port on which the program answers', () => {
    const check = lastWordsOf('HEALTHCHECK') ?? '';
    expect(check).toMatch(/--timeout=\d+s/);
    const command = z.array(z.string()).parse(JSON.parse(check.slice(check.indexOf('['))));
    expect(command[0]).toBe('node');
    expect(() => new Function(command[2] ?? '')).not.toThrow();
    expect(command[2]).toContain('/healthz');
    expect(lastWordsOf('ENV')).toMatch(/METRICS_PORT=\d+/);
  });

  it('receives signals itself: entry point and command are lists, not shell lines', () => {
    for (const name of ['ENTRYPOINT', 'CMD'])
      expect(z.array(z.string()).parse(JSON.parse(lastWordsOf(name) ?? ''))).not.toEqual([]);
  });

  it('installs exactly what the lock file names, before the sources so that layers are kept', () => {
    const install = instructions.findIndex(({ words }) => words.includes('npm ci'));
    const sources = instructions.findIndex(({ name, words }) => name === 'COPY' && words === '. .');
    expect(install).toBeGreaterThan(0);
    expect(install).toBeLessThan(sources);
    expect(of('COPY')[0]).toContain('package-lock.json');
    expect(of('RUN').join('\n')).not.toMatch(/npm (install|i)\b|curl|wget|sudo|apt-get/);
  });

  it('holds no secrets and fetches nothing by ADD', () => {
    expect(of('ADD')).toEqual([]);
    expect([...of('ENV'), ...of('ARG')].filter((words) => SECRET.test(words))).toEqual([]);
  });

  it('gets only what the program is made of: no history, modules, state, configuration or keys', () => {
    const [first, ...rest] = linesOf('.dockerignore');
    expect(first).toBe('*');
    const allowed = rest.map((rule) => rule.replace(/^!/, ''));
    expect(rest.every((rule) => rule.startsWith('!'))).toBe(true);
    expect(
      allowed.filter((name) => /^(\.git|node_modules|dist|test|\.env|\.flames|flames\.config)/.test(name)),
    ).toEqual([]);
    const program = [
      'bin',
      'src',
      'adapters',
      'page',
      'data',
      'migrations',
      'package.json',
      'package-lock.json',
    ];
    expect(program.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string().regex(PINNED),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  init: z.boolean().optional(),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  command: z.array(z.string()),
  profiles: z.array(z.string()).optional(),
  volumes: z.array(
    z.union([
      z.string(),
      z.strictObject({
        type: z.literal('bind'),
        source: z.string(),
        target: z.string(),
        read_only: z.literal(true),
        bind: z.strictObject({ create_host_path: z.literal(false) }),
      }),
    ]),
  ),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).optional(),
  healthcheck: z
    .strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string() })
    .optional(),
});

const compose = z
  .looseObject({
    services: z.strictObject({ bot: service, worker: service, redis: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));
const { bot, worker, redis } = compose.services;

describe('compose.yaml', () => {
  it('starts the bot alone, and workers with Redis when the profile is named', () => {
    expect(bot).toMatchObject({ command: ['start'] });
    expect(bot.profiles).toBeUndefined();
    expect(worker).toMatchObject({ command: ['worker'], profiles: ['workers'] });
    expect(redis.profiles).toEqual(['workers']);
    expect(worker.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(redis.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
  });

  it('keeps the root file system read-only and gives no privileges', () => {
    for (const each of [bot, worker]) {
      expect(each).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '15s' });
      expect(each.security_opt).toContain('no-new-privileges:true');
    }
  });

  it('gives the data to the bot alone, and no port to anybody outside', () => {
    expect(bot.volumes).toContain('flames-data:/data');
    expect(worker.volumes.some((volume) => typeof volume === 'string')).toBe(false);
    expect(readFileSync('compose.yaml', 'utf8')).not.toMatch(/^\s*ports:/m);
    expect(Object.keys(compose.volumes)).toEqual(['flames-data', 'redis-data']);
  });

  it('writes Redis down and never evicts a job', () => {
    expect(redis.command.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(redis.volumes).toContain('redis-data:/data');
  });

  it('holds no secret: they come from the environment', () => {
    const named = [bot, worker, redis].flatMap(({ environment = {} }) => Object.keys(environment));
    expect(named.filter((name) => SECRET.test(name))).toEqual([]);
  });
});
