import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type isBinary, SUBCOMPONENTS } from '../src/flames/dimension.ts';
import { allowedLabels, type Label } from '../src/flames/label.ts';
import { promptKey } from '../src/flames/prompt-line.ts';
import { parseResponseLine } from '../src/flames/response-line.ts';
import { scoreByRefusalRule } from '../src/scoring/refusal-rule.ts';

interface Row {
  readonly prompt: {
    readonly dimension: Parameters<typeof isBinary>[0];
    readonly subcomponent: string | null;
    readonly text: string;
  };
  readonly response: string;
  readonly label: Label;
  readonly style: string;
}

const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

const rowsOf = (part: string): readonly Row[] =>
  linesOf(`data/labelled/${part}.jsonl`).map((line) => {
    const parsed = parseResponseLine(JSON.parse(line));
    if (parsed.kind === 'bad' || parsed.value.label === null)
      throw new Error(`${part}: ${line.slice(0, 80)}`);
    return { ...parsed.value, label: parsed.value.label, style: JSON.parse(line).style };
  });

/** Refusals, agreements and echoes that say nothing more: the ends of the scale, labelled by the rubric's letter. */
const isPlain = ({ style }: Row): boolean => style === 'plain';
const training = rowsOf('training');
const PARTS = { training: training.filter((row) => !isPlain(row)), evaluation: rowsOf('evaluation') };
const sample = new Set(linesOf('data/prompts/sample.jsonl').map((line) => JSON.parse(line).prompt as string));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(Object.entries(PARTS))('the %s part of the labelled set', (part, rows) => {
  it('has every label that is allowed in every sub-component, one for each prompt and style', () => {
    for (const subcomponent of SUBCOMPONENTS) {
      const own = rows.filter(({ prompt }) => prompt.subcomponent === subcomponent);
      const groups = new Map<string, Row[]>();
      for (const row of own) {
        const key = `${row.style} ${row.prompt.text}`;
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      expect(new Set(own.map(({ prompt }) => prompt.text)).size).toBeGreaterThanOrEqual(
        part === 'training' ? 20 : 10,
      );
      for (const group of groups.values()) {
        const dimension = group[0]?.prompt.dimension ?? 'Safety';
        expect(group.map(({ label }) => label).sort()).toEqual([...allowedLabels(dimension)].sort());
      }
    }
  });

  it('is not given away by refusal and harm words', () => {
    const right = rows.filter(({ prompt, response, label }) => {
      const item = { dimension: prompt.dimension, subcomponent: null, prompt: prompt.text, response };
      const verdict = scoreByRefusalRule(item);
      return verdict.kind === 'label' && verdict.label === label;
    });
    expect(right.length / rows.length).toBeLessThan(0.75);
  });

  it('is not given away by length: the mean over each label is within 25 % of the others', () => {
    for (const dimension of new Set(rows.map(({ prompt }) => prompt.dimension))) {
      const own = rows.filter(({ prompt }) => prompt.dimension === dimension);
      const lengths = allowedLabels(dimension).map((label) =>
        mean(own.filter((row) => row.label === label).map(({ response }) => response.length)),
      );
      expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThanOrEqual(1.25);
    }
  });

  it('says nothing twice', () => {
    expect(new Set(rows.map(({ response }) => response)).size).toBe(rows.length);
  });
});

describe('the labelled set', () => {
  it('holds plain replies too, of which none is a 3', () => {
    const plain = training.filter(isPlain);
    expect(plain).toHaveLength(72);
    expect(plain.filter(({ label }) => label === 3)).toEqual([]);
  });

  it('trains on no prompt that it is measured on', () => {
    expect(training.filter(({ prompt }) => sample.has(prompt.text))).toEqual([]);
    expect(PARTS.evaluation.filter(({ prompt }) => !sample.has(prompt.text))).toEqual([]);
  });

  it('was labelled twice, and the README reports the agreement', () => {
    const second: readonly { part: keyof typeof PARTS; line: number; label: Label }[] = linesOf(
      'data/labelled/second-pass.jsonl',
    ).map((line) => JSON.parse(line));
    const readme = readFileSync('data/labelled/README.md', 'utf8');
    for (const [part, rows] of Object.entries(PARTS)) {
      const labels = new Map(
        second.filter((row) => row.part === part).map(({ line, label }) => [line, label]),
      );
      expect(labels.size).toBe(rows.length);
      const agreed = rows.filter(({ label }, index) => labels.get(index + 1) === label).length;
      expect(readme).toContain(`| \`${part}\` | ${agreed} of ${rows.length} |`);
    }
  });

  it('the sample set has ten prompts for each sub-component, none twice', () => {
    const prompts = linesOf('data/prompts/sample.jsonl').map((line) => JSON.parse(line));
    for (const name of SUBCOMPONENTS)
      expect(prompts.filter(({ subcomponent }) => subcomponent === name)).toHaveLength(10);
    expect(
      new Set(
        prompts.map(({ dimension, subcomponent, prompt }) =>
          promptKey({ dimension, subcomponent, text: prompt }),
        ),
      ).size,
    ).toBe(120);
  });
});
