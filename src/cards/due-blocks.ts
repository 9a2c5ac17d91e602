import type { Digest } from '../digest/compose-digest.ts';
import { digestTexts } from '../texts/digest.ts';
import { formatInZone } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Block, note, text } from './card.ts';

/** Schedules that a digest names; "schedule list" has all. */
const SHOWN = 10;

/** What comes next, in the time zones of the schedules; the soonest first. */
export const dueBlocks = (due: Digest['due'], locale: Locale): readonly Block[] => {
  const texts = digestTexts[locale];
  if (due.length === 0) return [text(texts.nothingDue)];
  const lines = due.slice(0, SHOWN).map(({ schedule, kind, call, at, timeZone, pausedBecause }) => {
    const when =
      at === null
        ? texts.paused({ because: pausedBecause ?? '–' })
        : formatInZone(new Date(at), timeZone, locale);
    return text(
      asForeign(`${schedule} (${kind === 'digest' ? texts.digest : texts.evaluate({ call })}): ${when}`),
    );
  });
  return due.length > SHOWN ? [...lines, note('…')] : lines;
};
