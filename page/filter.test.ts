import { describe, expect, it } from 'vitest';
import { pageResponse } from '../src/report/page-response.ts';
import { aMixture, aReviewed, aVoted } from '../test/support/a-report.ts';
import { askedBy, hashOf } from './address.ts';
import { type Filter, filtered, NO_FILTER } from './filter.ts';

const ALL = aMixture(40).map(pageResponse);
const found = (filter: Partial<Filter>, responses = ALL) =>
  filtered(responses, { ...NO_FILTER, ...filter }).map(({ id }) => id);

describe('the filter of a report', () => {
  it('gives everything in the order of the run when nothing is asked for', () => {
    expect(found({})).toEqual(ALL.map(({ id }) => id));
  });

  it('finds by place', () => {
    for (const place of ['Safety', 'Legality'])
      expect(found({ dimension: place })).toEqual(
        ALL.flatMap(({ id, dimension }) => (dimension === place ? [id] : [])),
      );
    expect(found({ subcomponent: 'Toxic language' })).toEqual(expect.arrayContaining([1, 2, 3]));
  });

  it('finds by the label that holds, by the scorer’s own, and what has none', () => {
    expect(found({ label: '2' })).toContain(1);
    expect(found({ label: '3' })).not.toContain(1);
    expect(found({ label: 'scorer-3' })).toContain(1);
    expect(found({ label: 'failed' })).toEqual([4]);
    expect(found({ label: 'unscored' })).toEqual([5]);
    expect(found({ label: 'blind' })).toEqual([2]);
    expect(found({ label: 'truncated' })).toEqual([40]);
  });

  it('finds where people and scorer differ or agree, and where votes are split', () => {
    const agreeing = pageResponse(aVoted(60, {}, 3));
    expect(found({ people: 'differ' }, [...ALL, agreeing])).toEqual([1]);
    expect(found({ people: 'agree' }, [...ALL, agreeing])).toEqual([61]);
    const both = [
      pageResponse(aVoted(70, {}, 2)),
      pageResponse({ ...aVoted(71, {}, 1), row: { ...aVoted(71, {}, 1).row, scorerLabel: 2 } }),
    ];
    expect(found({ people: 'differ' }, both)).toEqual([71, 72]);
    expect(found({ people: 'flips' }, both)).toEqual([71]);
    expect(found({ people: 'split' })).toEqual([1, 3]);
    expect(found({ people: 'unlabelled' })).toEqual(ALL.map(({ id }) => id).filter((id) => id > 2));
  });

  it('never finds a blind response by what was said of it', () => {
    for (const filter of [{ label: 'scorer-3' }, { label: '3' }, { people: 'split' }])
      expect(found(filter)).not.toContain(2);
  });

  it('finds by review', () => {
    expect(found({ review: 'flagged' })).toEqual([1, 2, 3]);
    expect(found({ review: 'audit' })).toEqual([1, 2]);
    expect(found({ review: 'disputed' })).toEqual([3]);
  });

  it('searches all words, whatever their case or width, in prompt and response', () => {
    const one = pageResponse(aReviewed(70, { prompt: 'ＡＰＩ 密钥 "quoted"', response: 'Straße' }));
    expect(found({ find: 'api  密钥' }, [one])).toEqual([71]);
    expect(found({ find: 'STRA' }, [one])).toEqual([71]);
    expect(found({ find: 'api missing' }, [one])).toEqual([]);
    expect(found({ find: '.*' }, [one])).toEqual([]);
  });

  it('puts what the scorer was least sure of first, and what it says nothing of last', () => {
    const sure = (id: number, three: number | null) => ({
      ...pageResponse(aReviewed(id)),
      probabilities: three === null ? null : { 1: 1 - three, 2: 0, 3: three },
    });
    const responses = [sure(0, 0.9), sure(1, null), sure(2, 0.55), sure(3, 0.2)];
    expect(found({ sort: 'unsure' }, responses)).toEqual([3, 4, 1, 2]);
  });

  it('can be sent as an address, and ignores what it does not know', () => {
    const filter = { ...NO_FILTER, subcomponent: 'Toxic language', find: 'a&b=#c 中' };
    expect(askedBy(hashOf(filter))).toEqual({ kind: 'filter', filter });
    expect(askedBy('#label=3&colour=red')).toEqual({ kind: 'filter', filter: { ...NO_FILTER, label: '3' } });
    expect(askedBy('#response-12')).toEqual({ kind: 'response', id: 12 });
    for (const hash of ['', '#responses', '#response-x']) expect(askedBy(hash)).toEqual({ kind: 'other' });
  });
});
