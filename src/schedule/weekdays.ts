const ENGLISH = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const CHINESE: Readonly<Record<string, number>> = {
  ...{ 日: 0, 天: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6 },
};

const DAY = '(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:days?)?';
const RANGE = new RegExp(`^(${DAY})\\s*(?:-|to|through)\\s*(${DAY})$`);
const LIST = new RegExp(`^${DAY}(?:\\s*(?:,|and|&|,\\s*and)?\\s*${DAY})*$`);
const EACH = new RegExp(DAY, 'g');

const WEEK = '(?:周|星期|礼拜)';
const RANGE_ZH = new RegExp(`^${WEEK}([一二三四五六日天])(?:到|至|-|~)${WEEK}?([一二三四五六日天])$`);
const LIST_ZH = new RegExp(`^${WEEK}[一二三四五六日天](?:[、,和及]?${WEEK}?[一二三四五六日天])*$`);

const numberOf = (day: string): number => ENGLISH.findIndex((name) => day.startsWith(name));

/** From one day of the week to another, over Sunday where that lies between. */
const from = (first: number, last: number): readonly number[] =>
  Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7);

/** The days of the week (0 is Sunday) that words name, in lower case: `mon-fri`, `周一、三`; undefined for other words. */
export const weekdaysOf = (words: string): readonly number[] | undefined => {
  if (/^(?:weekdays?|workdays?|working days?|工作日)$/.test(words)) return from(1, 5);
  if (/^(?:weekends?|周末)$/.test(words)) return [6, 0];
  const range = RANGE.exec(words);
  if (range !== null) return from(numberOf(range[1] ?? ''), numberOf(range[2] ?? ''));
  if (LIST.test(words)) return (words.match(EACH) ?? []).map(numberOf);
  const chinese = words.replace(/\s+/g, '');
  const rangeZh = RANGE_ZH.exec(chinese);
  if (rangeZh !== null) return from(CHINESE[rangeZh[1] ?? ''] ?? 0, CHINESE[rangeZh[2] ?? ''] ?? 0);
  if (!LIST_ZH.test(chinese)) return undefined;
  return (chinese.match(/[一二三四五六日天]/g) ?? []).flatMap((day) => CHINESE[day] ?? []);
};
