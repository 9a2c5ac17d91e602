import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/index.ts';
import { UserError } from '../errors.ts';
import { parseCall } from './parse-words.ts';

const parse = (text: string) => {
  const { command, input } = parseCall({ kind: 'words', text }, COMMANDS);
  return [command.name, input] as const;
};
const mistake = (text: string): UserError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`"${text}" is no mistake.`);
};

describe('words after /flames', () => {
  it.each([
    ['evaluate model-x', { model: 'model-x' }],
    ['  Evaluate   model-x smoke ', { model: 'model-x', subset: ['smoke'] }],
    [
      'evaluate model-x safety:50 legality --seed 7',
      { model: 'model-x', subset: ['safety:50', 'legality'], seed: '7' },
    ],
    ['evaluate --seed=7 --yes model-x', { model: 'model-x', seed: '7', yes: true }],
    ['evaluate "model x" ‘data protection’', { model: 'model x', subset: ['data protection'] }],
    ['evaluate “model x” —scorer “the rule” –yes', { model: 'model x', scorer: 'the rule', yes: true }],
    ['evaluate m ——seed 7 －－yes', { model: 'm', seed: '7', yes: true }],
    ['evaluate m --scorer="the rule"', { model: 'm', scorer: 'the rule' }],
    ['evaluate m "--yes"', { model: 'm', subset: ['--yes'] }],
    ['evaluate　m　数据保护:3', { model: 'm', subset: ['数据保护:3'] }],
    ['evaluate it\'s "open', { model: "it's", subset: ['"open'] }],
  ])('%s', (text, input) => {
    expect(parse(text)).toEqual(['evaluate', input]);
  });

  it('name commands of two words', () => {
    expect(parse('Scorers LIST')).toEqual(['scorers list', {}]);
    expect(mistake('scorers lst').message).toContain('Did you mean "scorers list"?');
    expect(parse('scorers')).toEqual(['scorers list', {}]);
  });

  it('leave the dashes of a free text to its writer', () => {
    expect(parse('invalidate run-1 because the --seed was — wrong')).toEqual([
      'invalidate',
      { run: 'run-1', because: ['because', 'the', '--seed', 'was', '—', 'wrong'] },
    ]);
  });

  it('ask for help when there are none, and with --help', () => {
    expect(parse('')).toEqual(['help', {}]);
    expect(parse('--help')).toEqual(['help', {}]);
    expect(parse('evaluate --help')).toEqual(['help', { command: ['evaluate'] }]);
    expect(parse('review vote f12 --help')).toEqual(['help', { command: ['review', 'vote'] }]);
    expect(parse('review --help')).toEqual(['help', { command: ['review'] }]);
  });

  it.each([
    ['evalute model-x', 'Did you mean "evaluate"?'],
    ['ev m', 'Did you mean "evaluate"?'],
    ['rev', 'Did you mean "review"?'],
    ['compare m', 'lacks B (a run or a model, to compare with it). Call it like this: compare A B'],
    ['xyzzy', 'no command "xyzzy". "help"'],
    ['migrate', 'flames migrate'],
    [
      'evaluate',
      'lacks MODEL (a model by its name; "models" lists them). Call it like this: evaluate MODEL [SUBSET…]',
    ],
    ['evaluate m --sed 3', 'Did you mean "--seed"?'],
    ['evaluate m --fail-under overall=1', 'no option --fail-under'],
    ['evaluate m --seed', '--seed needs a value'],
    ['evaluate m --seed --yes', '--seed needs a value'],
    ['evaluate m --yes=1', '--yes takes no value'],
    ['status run-1 run-2', 'no use for "run-2"'],
    ['models --json', 'It takes none here'],
    ['invalidate run-1', 'lacks BECAUSE'],
    ['__proto__ constructor', 'no command "__proto__"'],
  ])('%s: a usage error that says how', (text, sentence) => {
    const error = mistake(text);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(sentence);
  });

  it('never break the parser, whatever they are', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'evaluate',
        'scorers',
        'list',
        '--seed',
        '—yes',
        '"',
        '“',
        '’',
        '「',
        '--',
        '=',
        '\u0000',
        '__proto__',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '', '\n', '　'), (words, space) => {
        try {
          const { command, input } = parseCall({ kind: 'words', text: words.join(space) }, COMMANDS);
          expect(command.surfaces).toContain('chat');
          const named = [...command.arguments, ...command.options].map(({ name }) => name);
          expect(named).toEqual(expect.arrayContaining(Object.keys(input)));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe('typed options', () => {
  it('mean the same as words', () => {
    const options = { model: 'm --yes', subset: 'safety:5 legality', seed: '3', yes: 'true', stranger: 'x' };
    const { command, input } = parseCall({ kind: 'options', name: 'evaluate', options }, COMMANDS);
    expect([command.name, input]).toEqual([
      'evaluate',
      { model: 'm --yes', subset: ['safety:5', 'legality'], seed: '3', yes: true },
    ]);
  });
});
