import { timeOfDay } from './time-of-day.ts';
import { weekdaysOf } from './weekdays.ts';

const CRON = /^[\d*][\d*,/-]*\s+[\d*][\d*,/-]*\s+\S+\s+\S+\s+\S+$/;
const HOURLY = /^(?:hourly|every hour|每(?:个)?小时|每个钟头)$/;
/** Words that carry nothing: what is left of them says which days. */
const FILLER = /\b(?:every|each|on|at|the|of|a|week|weekly)\b|每个?|的/g;
const DAILY = /^(?:days?|daily|天|日)$/;
const MONTHLY = /^(?:months? |monthly )?(\d{1,2})(?:st|nd|rd|th)?(?: months?| monthly)?$/;
const MONTHLY_ZH = /^月(\d{1,2})[日号]$/;
const LAST_DAY = /^(?:months? |monthly )?last day(?: months?)?$|^月(?:末|底|最后一[天日])$/;
/** Every month has it. */
const LATEST_DAY = 28;

/**
 * The cron line of five fields that words mean, English or Chinese: `every Monday 09:00`, `weekdays 8:30`, `每周一 9:00`,
 * `1st of the month at noon`, `hourly`. A cron line stays as it is; undefined for anything else.
 */
export const cronOfWords = (text: string): string | undefined => {
  const words = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (CRON.test(words)) return words;
  if (HOURLY.test(words)) return '0 * * * *';
  const time = timeOfDay(words);
  if (time === undefined) return undefined;
  const days = daysOf(time.rest);
  return days && `${time.minute} ${time.hour} ${days}`;
};

/** The last three fields of a cron line. */
const daysOf = (words: string): string | undefined => {
  const plain = words
    .replace(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,]+$/, '')
    .trim();
  if (DAILY.test(plain)) return '* * *';
  if (LAST_DAY.test(plain)) return 'L * *';
  const weekdays = weekdaysOf(plain);
  if (weekdays !== undefined) return `* * ${[...new Set(weekdays)].toSorted((a, b) => a - b).join(',')}`;
  const isMonthly = /month|月/.test(words);
  const day = Number((MONTHLY.exec(plain) ?? MONTHLY_ZH.exec(plain.replace(/\s+/g, '')))?.[1]);
  return isMonthly && day >= 1 && day <= LATEST_DAY ? `${day} * *` : undefined;
};
