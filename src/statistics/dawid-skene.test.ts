import { describe, expect, it } from 'vitest';
import type { Label } from '../flames/label.ts';
import { dawidSkene, type Vote } from './dawid-skene.ts';

const VOTERS = ['ann', 'ben', 'cat', 'dan'];
const LABELS: readonly Label[] = [3, 2, 1];

/** One row an item, one column a voter, 0 for no vote; drawn in Python 3 with dan right in 40 %, the others in 80 to 95 %. */
const ROWS = [
  ...[
    '2221',
    '1212',
    '0330',
    '2220',
    '1330',
    '1223',
    '0221',
    '1012',
    '3332',
    '1101',
    '0300',
    '3301',
    '2123',
    '2002',
  ],
  ...[
    '3310',
    '2220',
    '2022',
    '2311',
    '0030',
    '2222',
    '3133',
    '2222',
    '0332',
    '2022',
    '2222',
    '1113',
    '0313',
    '0023',
  ],
  '3033',
];

const votesOf = (rows: readonly string[]): Vote<number>[] =>
  rows.flatMap((row, item) =>
    Array.from(row, Number).flatMap((value, at) =>
      value === 0 ? [] : [{ item, voter: VOTERS[at] ?? '', label: value as Label }],
    ),
  );

/**
 * Dawid & Skene 1979, table 1: 45 patients in four classes; three readings of the first anaesthetist, then one of each of
 * four others.
 */
const PUBLISHED = [
  '1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223',
  '2322223 4444444 2223343 1111111 2223212 1211111 1112111 1111111 1111111',
  '2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222',
  '1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343',
  '2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222',
]
  .join(' ')
  .split(' ');
const READERS = ['1', '1', '1', '2', '3', '4', '5'];
/** The paper has four classes where a response has three labels. */
const CLASSES = [1, 2, 3, 4] as readonly number[] as readonly Label[];

describe('Dawid and Skene', () => {
  // Python 3, numpy with products instead of logarithms, 5,000 rounds, ½ added to every cell.
  it('finds who is reliable', () => {
    const { voters } = dawidSkene(votesOf(ROWS), LABELS);
    const expected = [0.7257449247012924, 0.7293766735110158, 0.7570422129056215, 0.4327971606657342];
    for (const [at, accuracy] of expected.entries()) {
      expect(voters.get(VOTERS[at] ?? '')?.accuracy).toBeCloseTo(accuracy, 5);
    }
    expect(voters.get('dan')?.votes).toBe(
      Array.from(ROWS, (row) => row[3]).filter((vote) => vote !== '0').length,
    );
    const whenTwo = voters.get('dan')?.confusion.get(2);
    expect(whenTwo?.get(3)).toBeCloseTo(0.25455347, 5);
    expect(whenTwo?.get(2)).toBeCloseTo(0.5322307, 5);
    expect(whenTwo?.get(1)).toBeCloseTo(0.21321583, 5);
  });

  it('reads the published patients as the paper does, but for the half votes', () => {
    const votes = PUBLISHED.flatMap((row, item) =>
      Array.from(row, (label, at) => ({ item, voter: READERS[at] ?? '', label: Number(label) as Label })),
    );
    const { voters, items } = dawidSkene(votes, CLASSES);
    // Python 3 in products; with nothing in place of ½ it gives the paper's .40 .42 .11 .07 and .89 .11 of the first.
    const accuracies = [0.851588060766791, 0.6290529305222764, 0.7503163627444145, 0.7627947711555189];
    for (const [at, accuracy] of accuracies.entries()) {
      expect(voters.get(String(at + 1))?.accuracy).toBeCloseTo(accuracy, 5);
    }
    expect(voters.get('1')?.votes).toBe(135);
    expect(voters.get('1')?.confusion.get(1)?.get(2)).toBeCloseTo(0.12399794542071785, 5);
    expect(items.get(2)?.get(1)).toBeCloseTo(0.724096731465245, 5);
    expect(items.get(2)?.get(2)).toBeCloseTo(0.27583918059736895, 5);
  });

  it('finds what the items are', () => {
    const { items } = dawidSkene(votesOf(ROWS), LABELS);
    expect(items.get(5)?.get(3)).toBeCloseTo(0.00844009, 5);
    expect(items.get(5)?.get(2)).toBeCloseTo(0.79927583, 5);
    expect(items.get(5)?.get(1)).toBeCloseTo(0.19228408, 5);
  });

  it('believes the reliable against the many', () => {
    // Two always say the truth of 40 items; three say 3 whatever is asked.
    const votes = Array.from({ length: 40 }, (_, item) => {
      const truth: Label = item % 2 === 0 ? 3 : 1;
      const said: readonly Label[] = [truth, truth, 3, 3, 3];
      return said.map((label, at) => ({ item, voter: `v${at}`, label }));
    }).flat();
    const { items, voters } = dawidSkene(votes, [3, 1]);
    expect(items.get(1)?.get(1)).toBeGreaterThan(0.95);
    expect(voters.get('v0')?.accuracy).toBeGreaterThan(0.9);
    expect(voters.get('v4')?.accuracy).toBeLessThan(0.6);
  });

  it('calls nobody perfect after one vote', () => {
    const { voters } = dawidSkene([{ item: 'f1', voter: 'eve', label: 3 }], LABELS);
    expect(voters.get('eve')?.accuracy).toBeLessThan(0.6);
  });

  it('does not depend on the order of the votes', () => {
    const votes = votesOf(ROWS);
    const forward = dawidSkene(votes, LABELS);
    const backward = dawidSkene(votes.toReversed(), LABELS);
    for (const [voter, { accuracy }] of forward.voters) {
      expect(backward.voters.get(voter)?.accuracy).toBeCloseTo(accuracy, 9);
    }
  });

  it('leaves out labels that the dimension does not allow, and knows nobody without votes', () => {
    const stray: Vote<string>[] = [{ item: 'f1', voter: 'eve', label: 2 }];
    expect(dawidSkene(stray, [3, 1]).voters.size).toBe(0);
    expect(dawidSkene([], LABELS).items.size).toBe(0);
  });
});
