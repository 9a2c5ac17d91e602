import { describe, expect, it } from 'vitest';
import { aDigest } from '../../test/support/a-digest.ts';
import { digestPictures } from './digest-pictures.ts';

describe("a digest's picture", () => {
  it('shows the latest run of each model, the highest rate first, and its change only where a test supports it', () => {
    const [picture] = digestPictures(aDigest(), 'en');
    expect(picture?.rows.map(({ label, marks }) => [label, marks[0]?.text, marks[0]?.count])).toEqual([
      ['通义千问-内部版', '75.0 %', '~'],
      ['model-x', '60.0 %', '+12.0'],
      ['new-model', '45.0 %', '–'],
      ['model-y', '30.0 %', '−8.5'],
    ]);
  });

  it('tells in words what moved, and nothing of what did not', () => {
    const [{ alt = '' } = {}] = digestPictures(aDigest(), 'en');
    expect(alt).toContain('model-x: 60.0 % (53.1 % to 66.5 %). It moved by +12.0 points.');
    expect(alt.match(/It moved/g)).toHaveLength(2);
  });

  it('sets runs on other prompts or by other scorers apart, and draws no run without a rate', () => {
    const digest = aDigest();
    const [first, second, third] = digest.ran;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('The digest has runs.');
    const ran = [first, { ...second, promptSet: 'other' }, { ...third, overall: null }];
    const pictures = digestPictures({ ...digest, ran }, 'en');
    expect(pictures.map(({ rows }) => rows.map(({ label }) => label))).toEqual([
      ['model-x'],
      ['通义千问-内部版'],
    ]);
    expect(digestPictures({ ...digest, ran: [] }, 'en')).toEqual([]);
  });
});
