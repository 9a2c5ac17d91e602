import { describe, expect, it } from 'vitest';
import { cronOfWords } from './cron-of-words.ts';

describe('words for when something recurs', () => {
  it.each([
    ['every Monday 09:00', '0 9 * * 1'],
    ['Mon 9:00', '0 9 * * 1'],
    ['weekly Mon 09:00', '0 9 * * 1'],
    ['at 9am on Mondays', '0 9 * * 1'],
    ['weekdays 8:30', '30 8 * * 1,2,3,4,5'],
    ['every weekday at 8:30 pm', '30 20 * * 1,2,3,4,5'],
    ['Mon-Fri 8:30', '30 8 * * 1,2,3,4,5'],
    ['Saturday to Monday 10:00', '0 10 * * 0,1,6'],
    ['Monday, Wednesday and Friday 18:05', '5 18 * * 1,3,5'],
    ['weekends 12am', '0 0 * * 0,6'],
    ['daily 12pm', '0 12 * * *'],
    ['every day at noon', '0 12 * * *'],
    ['every month on the 1st at 9:00', '0 9 1 * *'],
    ['15th of each month 9:00', '0 9 15 * *'],
    ['last day of the month 17:00', '0 17 L * *'],
    ['hourly', '0 * * * *'],
    ['每周一 9:00', '0 9 * * 1'],
    ['每周一９：００', '0 9 * * 1'],
    ['每星期一早上九点', '0 9 * * 1'],
    ['周一、三、五 9点半', '30 9 * * 1,3,5'],
    ['每周一到周五 下午6点', '0 18 * * 1,2,3,4,5'],
    ['工作日 8:30', '30 8 * * 1,2,3,4,5'],
    ['每个工作日上午8点30分', '30 8 * * 1,2,3,4,5'],
    ['周末晚上八点一刻', '15 20 * * 0,6'],
    ['每天 00:00', '0 0 * * *'],
    ['每日中午12点', '0 12 * * *'],
    ['每天凌晨12点', '0 0 * * *'],
    ['每月1号 9:00', '0 9 1 * *'],
    ['每月最后一天 17:00', '0 17 L * *'],
    ['每小时', '0 * * * *'],
    ['0 9 * * 1', '0 9 * * 1'],
    ['*/30  8-18 * * mon-fri', '*/30 8-18 * * mon-fri'],
  ])('%s means %s', (words, cron) => {
    expect(cronOfWords(words)).toBe(cron);
  });

  it.each([
    ...['', 'every Monday', '9:00', 'Monday 25:00', 'Monday 9:60', 'Monday 13pm', 'every other Monday 9:00'],
    ...['quick every Monday 9:00', 'Monday 9:00 and 17:30', '30th of the month 9:00', '1 9:00', '每周 9:00'],
    ...['每周八 9:00', '隔周一 9:00', '周五晚上十二点', '下周一 9:00', 'tomorrow 9:00', '0 9 * *'],
  ])('"%s" is not guessed at', (words) => {
    expect(cronOfWords(words)).toBeUndefined();
  });
});
