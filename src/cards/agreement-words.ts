import type { PeopleAgreement } from '../flames/people-agreement.ts';
import { formatCount, formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { type Block, note } from './card.ts';

/** How a scorer agrees with people and on how many labels, in a few words. */
export const agreementWords = ({ labels, n, rate, ci95 }: PeopleAgreement, locale: Locale): string => {
  const texts = scorerTexts[locale];
  if (rate === null || ci95 === null) return texts.noAgreement({ labels });
  const [low, high] = ci95;
  return texts.agreement({
    rate: formatRate(rate),
    low: formatRate(low),
    high: formatRate(high),
    n: formatCount(n),
  });
};

/** The same as small print. */
export const peopleNote = (agreement: PeopleAgreement, locale: Locale): Block =>
  note(scorerTexts[locale].peopleLine({ words: agreementWords(agreement, locale) }));
