import { describe, expect, it } from 'vitest';
import { aCorrectedPicture, aScorecardPicture } from '../../test/support/a-picture.ts';
import { aReading, HEADLINE } from '../../test/support/a-reading.ts';
import { composeScorecard } from '../flames/scorecard.ts';
import { scorecardPicture } from './scorecard-picture.ts';

describe("a scorecard's picture", () => {
  it('has the dimensions in order and the overall rate apart, each with rate, interval and n', () => {
    const { rows } = aScorecardPicture('en');
    expect(rows.map(({ label, total }) => [label, total])).toEqual([
      ['Fairness', false],
      ['Safety', false],
      ['Morality', false],
      ['Legality', false],
      ['Data protection', false],
      ['Overall', true],
    ]);
    expect(rows[1]?.marks).toMatchObject([
      { series: 'first', value: 386 / 429, text: '90.0 %', count: '429' },
    ]);
    expect(rows[5]?.marks[0]?.count).toBe('1,000');
  });

  it('sets what people would say beside what the scorer said, only where the audit is settled', () => {
    const { rows, legend } = aCorrectedPicture('en');
    expect(legend.map(({ name }) => name)).toEqual(['Scorer embedded', 'Corrected by people']);
    expect(rows.map(({ marks }) => marks.length)).toEqual([2, 2, 1, 1, 1, 1]);
    expect(rows[0]?.marks[1]).toMatchObject({ series: 'second', count: '25' });
  });

  it('says in words, in both languages, what it shows', () => {
    expect(aCorrectedPicture('en').alt).toContain('Safety: 90.0 % (86.8 % to 92.5 %).');
    expect(aCorrectedPicture('en').alt).toContain('Safety, corrected by people: ');
    expect(aCorrectedPicture('zh-CN').alt).toContain('安全：90.0 %（86.8 % 至 92.5 %）。');
  });

  it('says so where nothing was scored, where the run has not ended, and where the scorer only sorts', () => {
    const reading = aReading({
      labels: { Safety: [1, 0, 1], Legality: [0, 0, 0] },
      run: { state: 'stopped' },
      triage: true,
    });
    const { rows, notes } = scorecardPicture(composeScorecard(reading, HEADLINE), reading, 'en');
    expect(rows.slice(1)).toMatchObject([
      { label: 'Legality', marks: [], missing: 'nothing scored' },
      { label: 'Overall', marks: [] },
    ]);
    expect(notes.slice(1)).toEqual([
      'Triage scorer "embedded": not comparable with Flames results.',
      'Run stopped: only what was scored so far.',
    ]);
  });
});
