import { usageError } from '../errors.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?$/i;

/** A moment as people write it: a day means its end, a time without a zone is UTC. Throws a usage error for anything else. */
export const parseMoment = (word: string): Date => {
  const zoned = DAY.test(word)
    ? `${word}T23:59:59.999Z`
    : /(?:Z|[+-]\d{2}:\d{2})$/i.test(word)
      ? word
      : `${word}Z`;
  const moment = new Date(zoned);
  const valid = (DAY.test(word) || MOMENT.test(word)) && !Number.isNaN(moment.getTime()) && isDay(word);
  if (!valid) throw usageError('bad-moment', { word });
  return moment;
};

/** JavaScript takes the 30th of February for the 2nd of March. */
const isDay = (word: string): boolean => {
  const day = word.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
};
