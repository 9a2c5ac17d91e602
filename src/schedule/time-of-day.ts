/** A time on the clock, and the words without it. */
export interface FoundTime {
  readonly hour: number;
  readonly minute: number;
  readonly rest: string;
}

const DIGITS: Readonly<Record<string, number>> = {
  ...{ 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};

/** `八`, `十二`, `二十三`, `30`. */
const numberOf = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  if (!word.includes('十')) return DIGITS[word] ?? Number.NaN;
  const [tens = '', ones = ''] = word.split('十');
  return (
    (tens === '' ? 1 : (DIGITS[tens] ?? Number.NaN)) * 10 + (ones === '' ? 0 : (DIGITS[ones] ?? Number.NaN))
  );
};

const NUMBER = '\\d{1,2}|[零一二两三四五六七八九十]{1,3}';
const PART = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里';
const CHINESE = new RegExp(
  `(${PART})?\\s*(?:(\\d{1,2}):(\\d{2})(?!\\d)|(${NUMBER})\\s*点(?:(半)|(一刻)|(三刻)|(${NUMBER})分?|钟|整)?)`,
);
const ENGLISH = /\b(\d{1,2})(?::(\d{2}))?\s*(?:o'clock\b)?\s*([ap])\.?m\b\.?/;
const NAMED = /\b(noon|midnight)\b|(正午|午夜|零点)/;

const inAfternoon = (part: string | undefined, hour: number): number => {
  if (part === undefined || hour > 12) return hour;
  if (part === '中午') return hour >= 10 ? hour : hour + 12;
  if (part === '下午') return hour === 12 ? hour : hour + 12;
  // at night twelve may be the night before or after
  if (['傍晚', '晚上', '夜里'].includes(part)) return hour === 12 ? Number.NaN : hour + 12;
  return hour === 12 ? 0 : hour;
};

/** The first time of day in words, in lower case; undefined where there is none or it does not exist. */
export const timeOfDay = (words: string): FoundTime | undefined => {
  const found = namedTime(words) ?? englishTime(words) ?? chineseTime(words);
  if (found === undefined || !(found.hour <= 23 && found.minute <= 59)) return undefined;
  const { hour, minute, match } = found;
  const rest = `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`;
  return { hour, minute, rest: rest.replace(/\s+/g, ' ').trim() };
};

const namedTime = (words: string) => {
  const match = NAMED.exec(words);
  if (match === null) return undefined;
  return { hour: /noon|正午/.test(match[0]) ? 12 : 0, minute: 0, match };
};

const englishTime = (words: string) => {
  const match = ENGLISH.exec(words);
  if (match === null) return undefined;
  const [, hour, minute = '0', half] = match;
  const read = Number(hour);
  if (read < 1 || read > 12) return undefined;
  return { hour: (read % 12) + (half === 'p' ? 12 : 0), minute: Number(minute), match };
};

const chineseTime = (words: string) => {
  const match = CHINESE.exec(words);
  if (match === null) return undefined;
  const [, part, clockHour, clockMinute, hour, half, quarter, threeQuarters, minutes] = match;
  const minute =
    clockMinute ?? (half && '30') ?? (quarter && '15') ?? (threeQuarters && '45') ?? minutes ?? '0';
  return { hour: inAfternoon(part, numberOf(clockHour ?? hour ?? '')), minute: numberOf(minute), match };
};
