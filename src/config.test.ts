import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { localeOf, parseConfig, readEnvironment } from './config.ts';
import { configSchema } from './config-schema.ts';
import { UserError } from './errors.ts';

const mistakes = (text: string): string => {
  try {
    parseConfig(text, 'flames.config.yaml');
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
};

describe('the configuration', () => {
  it('has a working default for everything', () => {
    const config = parseConfig(undefined, 'none');
    expect(config).toMatchObject({
      models: {},
      locale: 'en',
      limits: { runsAtOnce: 2 },
      review: {
        audit: { share: 0.1, least: 20, from: 200 },
        borderline: 10,
        openAtOnce: 10,
        quorum: 3,
        agreement: 0.67,
        maxVotes: 7,
        closeAfterHours: 72,
      },
    });
    expect(parseConfig('', 'empty')).toEqual(config);
  });

  it('reports every mistake at once, each with its path', () => {
    const message = mistakes(`
modles: {}
models:
  a: { baseUrl: not-an-address, model: m, concurrency: 0 }
  b: { baseUrl: "http://localhost:1/v1", model: m, apikey: x }
scorers:
  default: nobody
locale: fr
`);
    for (const part of [
      'modles: unknown key (did you mean "models"?)',
      'models.a.baseUrl',
      'models.a.concurrency',
      'models.b.apikey: unknown key',
      'locale',
    ]) {
      expect(message).toContain(part);
    }
    expect(mistakes('scorers: { default: nobody }')).toContain('there is no scorer "nobody"');
  });

  it.each([
    ['models: { baseline-echo: { baseUrl: "http://localhost/v1", model: m } }', 'built-in model'],
    [
      'scorers: { j: { kind: judge, judges: [{ baseUrl: "http://localhost/v1", model: m }], minimumValid: 2 } }',
      'minimumValid',
    ],
    ['review: { quorum: 9 }', 'at least the quorum'],
    ['schedules: [{ name: s, do: evaluate, when: daily 9:00, channel: { slack: C1 } }]', 'schedules.0.model'],
    ['schedules: [{ name: s, do: digest, when: daily, channel: { slack: C1 } }]', 'schedules.0: "daily"'],
    ['schedules: [{ name: s, do: digest, when: daily 9:00 }]', 'schedules.0.channel'],
    ['timeZone: CST', 'timeZone: "CST"'],
    ['a: [', 'flames.config.yaml'],
    ['- 1', 'the file'],
  ])('%s is refused with its place', (text, named) => {
    const message = mistakes(text);
    expect(message).toContain(named);
    expect(message).not.toContain('\n');
  });

  it.each([
    ['limits: []', 'limits: it is a list; give settings', 'limits：它是一个列表'],
    ['limits: { promptsPerRun: 0 }', 'limits.promptsPerRun: it is 0; give a number above 0', '大于 0'],
    ['locale: fr', 'locale: it is "fr"; say en or zh-CN', '其中之一：en、zh-CN'],
    [
      'scorers: { x: { kind: onnx, foldr: a } }',
      'scorers.x.folder: it is missing; give a text; scorers.x.foldr: unknown key (did you mean "folder"?)',
      '缺少它，请填写文字；scorers.x.foldr：没有这个设置',
    ],
    ['scorers: { x: { kind: onx } }', 'scorers.x.kind: it is "onx"; say guard, onnx or judge', '其中之一'],
    ['scorers: { "a b": { kind: onnx, folder: x } }', 'scorers.a b: it is "a b"; use letters', '字母'],
    ['review: { voters: { users: U1 } }', 'review.voters.users: it is "U1"; give a list', '请填写列表'],
    [
      'review: { foo: 1 }',
      'review.foo: unknown key; there are channels, audit',
      '没有这个设置；可用：channels',
    ],
    ['schedules: [{ name: s }]', 'schedules.0.do: it is missing; say digest or evaluate', '缺少它'],
    ['timeZone: CST', 'timeZone: "CST"', 'timeZone：'],
    ['a: [\nb: }', 'line 2, column 1: this is no YAML', '第 2 行第 1 列'],
    ['a: 1\na: 2', 'line 2, column 1: the same key stands twice', '出现了两次'],
    ['a:\n\tb: 1', 'a tab stands where', '制表符'],
    ['a: *b', 'an alias (*name)', '别名'],
  ])('%s: the setting, what was found and what is expected, in English and Chinese', (text, en, zh) => {
    try {
      parseConfig(text, 'flames.config.yaml');
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.message).toContain(en);
      expect(error.in('zh-CN')).toContain(zh);
      expect(error.message + error.in('zh-CN')).not.toMatch(/expected|received|invalid|too (small|big)/i);
    }
  });

  it('does not repeat what may be a key in the wrong place', () => {
    const message = mistakes('models: { m: { baseUrl: "http://user:pass@", model: m, apiKeyEnv: sk-0123 } }');
    expect(message).toContain('apiKeyEnv: it is a text; name an environment variable');
    expect(message).not.toMatch(/sk-0123|pass@/);
  });

  it('says its language also where the rest of it is broken', () => {
    expect(localeOf('locale: zh-CN\na: [')).toBe('zh-CN');
    expect(localeOf('{"locale": "zh-CN", "a": 1}')).toBe('zh-CN');
    for (const text of ['', '- 1', 'locale: fr', 'locale: {}', '%', 'a: *b'])
      expect(localeOf(text)).toBe('en');
  });

  it('the example file holds every key and is valid', () => {
    const text = readFileSync('flames.config.example.yaml', 'utf8');
    const example = parse(text);
    expect(() => parseConfig(text, 'example')).not.toThrow();
    expect(Object.keys(example).sort()).toEqual(Object.keys(configSchema.shape).sort());
    const model = Object.keys(Object.values(example.models)[0] as object);
    expect(model.sort()).toEqual([
      'apiKeyEnv',
      'baseUrl',
      'concurrency',
      'extraBody',
      'maxTokens',
      'model',
      'price',
      'requestsPerMinute',
      'system',
      'temperature',
      'timeoutSeconds',
      'tokensPerMinute',
    ]);
    const all = parseConfig(text, 'example');
    expect(Object.keys(example.review).sort()).toEqual(Object.keys(all.review).sort());
    expect(Object.keys(example.limits).sort()).toEqual([
      'confirmAboveUsd',
      'costPerDayUsd',
      'costPerRunUsd',
      'promptsPerRun',
      'runsAtOnce',
    ]);
  });

  it('a secret never prints', () => {
    const secret = readEnvironment({ KEY: ' sk-abc ' }).secret('KEY');
    expect(secret?.reveal()).toBe('sk-abc');
    expect([String(secret), JSON.stringify({ secret }), `${secret}`].join()).not.toContain('sk-abc');
    expect(readEnvironment({ KEY: '' }).secret('KEY')).toBeUndefined();
  });

  it('nothing that a file may hold breaks the reader', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        mistakes(text);
        localeOf(text);
      }),
      { numRuns: 2000 },
    );
  });
});
