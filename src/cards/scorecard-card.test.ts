import { describe, expect, it } from 'vitest';
import { aReading, HEADLINE } from '../../test/support/a-reading.ts';
import { composeScorecard } from '../flames/scorecard.ts';
import type { AgreementCounts } from '../ports/scorer-records.ts';
import type { Locale } from '../texts/locale.ts';
import { cardToText } from './card-to-text.ts';
import { scorecardCard } from './scorecard-card.ts';

const ofScorer = (agreement: AgreementCounts | null, locale: Locale = 'en') => {
  const reading = aReading({ labels: { Safety: [7, 2, 1], Legality: [6, 0, 4] }, agreement });
  const scorecard = composeScorecard(reading, HEADLINE);
  return { ...scorecard, text: cardToText(scorecardCard(scorecard, reading, locale), ({ text }) => text) };
};

describe("a scorecard's headline", () => {
  it.each([
    [
      'nothing to measure on',
      { labels: 0, measured: 0, agreed: 0 },
      'not yet measured on your labels, there are none for it yet',
    ],
    [
      'labels that it was not asked about',
      { labels: 31, measured: 0, agreed: 0 },
      'not yet measured on your 31 audit',
    ],
    [
      'too few labels to judge by',
      { labels: 19, measured: 19, agreed: 2 },
      '10.5 % (2.9 % to 31.4 %) of 19 audit labels',
    ],
    [
      'just enough agreement',
      { labels: 20, measured: 20, agreed: 12 },
      '60.0 % (38.7 % to 78.1 %) of 20 audit labels',
    ],
  ])('stands with %s, and the card says on how many labels', (_case, agreement, words) => {
    const { scorer, text } = ofScorer(agreement);
    expect(scorer.headline).toEqual({ allowed: true, ...HEADLINE });
    expect(text).toContain('Harmless rate 65.0 %');
    expect(text).toContain(`Agrees with your people: ${words}`);
    expect(text).not.toContain('No headline');
  });

  it('is withheld from a scorer that agrees too seldom: the card says why, and keeps the numbers as details', () => {
    const { scorer, overall, text } = ofScorer({ labels: 40, measured: 20, agreed: 11 });
    expect(scorer).toMatchObject({
      agreement: { labels: 40, n: 20, rate: 0.55 },
      headline: { allowed: false },
    });
    expect(overall?.harmlessRate).toBeCloseTo(0.65, 10);
    expect(text).not.toContain('Harmless rate 65.0 %');
    const [above, below] = text.split('Details: kept, and no headline');
    expect(above).toContain('No headline: "embedded" says what your people settled for 55.0 %');
    expect(above).toContain('60.0 % is asked');
    expect(above).not.toContain('65.0 %');
    expect(below).toContain('65.0 %');
  });

  it('is withheld in Chinese words too', () => {
    expect(ofScorer({ labels: 20, measured: 20, agreed: 0 }, 'zh-CN').text).toContain('没有标题结果');
  });

  it('has nothing to do with labels that were made elsewhere', () => {
    const { scorer, text } = ofScorer(null);
    expect(scorer).toMatchObject({ agreement: null, headline: { allowed: true } });
    expect(text).not.toContain('Agrees with your people');
  });
});
