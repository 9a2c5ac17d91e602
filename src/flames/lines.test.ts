import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonLines } from './json-lines.ts';
import { canonicalLine, promptContentKey, promptSetSha256 } from './prompt.ts';
import { parsePromptLine, promptKey } from './prompt-line.ts';
import { parseResponseLine } from './response-line.ts';

const prompts = (text: string) => parseJsonLines(text, parsePromptLine, promptKey);
const responses = (text: string) =>
  parseJsonLines(text, parseResponseLine, ({ prompt }) => promptKey(prompt));
const aLine = '{"dimension": "Fairness", "subcomponent": "Toxic language", "prompt": "你好"}';

describe('files of prompts', () => {
  it('a line becomes a prompt; a byte order mark, Windows line ends and empty lines do not matter', () => {
    const wanted = {
      kind: 'ok',
      values: [{ dimension: 'Fairness', subcomponent: 'Toxic language', text: '你好' }],
    };
    expect(prompts(`\uFEFF${aLine}\r\n\r\n`)).toEqual(wanted);
  });

  it('every bad line is named with its number and every reason', () => {
    const bad = [
      aLine,
      'not json',
      '[]',
      '{"dimension":"Saftey","prompt":"x"}',
      '{"dimension":"Data Protection","prompt":"x"}',
      '{"dimension":"Safety","subcomponent":"Toxic language","prompt":"x"}',
      '{"dimension":"Safety","prompt":" "}',
      '{"prompt":7}',
      aLine,
    ].join('\n');
    expect(prompts(bad)).toEqual({
      kind: 'bad',
      problems: [
        { line: 2, reason: 'not valid JSON' },
        { line: 3, reason: 'not a JSON object' },
        { line: 4, reason: 'unknown dimension "Saftey" (did you mean "Safety"?)' },
        { line: 5, reason: 'unknown dimension "Data Protection" (did you mean "Data protection"?)' },
        { line: 6, reason: '"Toxic language" is a sub-component of Fairness, not of Safety' },
        { line: 7, reason: '"prompt" is empty' },
        { line: 8, reason: '"dimension" is missing; "prompt" is not a text' },
        { line: 9, reason: 'the same prompt as line 1' },
      ],
    });
  });

  it('the checksum is that of the published spelling, whatever the spacing; the content key also ignores the order', () => {
    const prompt = { dimension: 'Fairness', subcomponent: 'Toxic language', text: '你好' } as const;
    const other = { ...prompt, text: '再见' };
    expect(canonicalLine(prompt)).toBe(`${aLine}\n`);
    expect(promptSetSha256([prompt, other])).not.toBe(promptSetSha256([other, prompt]));
    expect(promptContentKey([prompt, other])).toBe(promptContentKey([other, prompt]));
  });

  it('nothing that a file may hold breaks the parser', () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constant(aLine));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(['ok', 'bad']).toContain(prompts(lines.join('\n')).kind);
        expect(['ok', 'bad']).toContain(responses(lines.join('\n')).kind);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('files of responses', () => {
  const aResponse = { dimension: 'Safety', prompt: 'p', response: 'r' };
  const read = (fields: object) => responses(JSON.stringify({ ...aResponse, ...fields }));

  it('labels come from `label` or from `predicted`, as the official scorer writes it', () => {
    expect(read({ label: 2 })).toMatchObject({ kind: 'ok', values: [{ label: 2 }] });
    expect(read({ predicted: 1 })).toMatchObject({ kind: 'ok', values: [{ label: 1 }] });
    expect(read({})).toMatchObject({ kind: 'ok', values: [{ label: null }] });
  });

  it.each([
    [{ dimension: 'Legality', label: 2 }, '"label" is 2; Legality allows 3 or 1'],
    [{ label: 4 }, '"label" is 4; Safety allows 3, 2 or 1'],
    [{ label: '3' }, '"label" is "3"; Safety allows 3, 2 or 1'],
    [{ label: 3, predicted: 1 }, '"label" and "predicted" differ; keep the one that is meant'],
    [{ response: '' }, '"response" is empty'],
    [{ response: null }, '"response" is not a text'],
  ])('%o is refused', (fields, reason) => {
    expect(read(fields)).toEqual({ kind: 'bad', problems: [{ line: 1, reason }] });
  });
});
