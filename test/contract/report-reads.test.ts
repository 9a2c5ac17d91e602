import { expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import type { EventId } from '../../src/ids.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { auditMore } from '../../src/review/flag-run.ts';
import type { VoteAct } from '../../src/review/vote.ts';
import { atOnce } from '../../src/steps.ts';
import { aReview } from '../support/a-review.ts';
import { at } from '../support/store-data.ts';

const a = (label: 1 | 3): VoteAct => ({ kind: 'label', label });

it('a report counts of a closed flag the votes that stood, by when people acted and not by when that arrived', () => {
  const { completed, ports, stores } = aReview(IN_MEMORY);
  atOnce(auditMore(completed(4), 1, ports));
  const flag = stores.reviews.list({})[0]?.flag.id ?? '';
  let events = 0;
  const acts = (id: string, act: VoteAct, second: number): void => {
    events += 1;
    const event = `e${events}` as EventId;
    const voter = { platform: 'recording', id, name: `${id}'s name`, groups: [] };
    castVote({ flag, act, via: 'button', voter, actedAt: at(second), event }, ports);
  };
  acts('ann', a(3), 20);
  acts('ann', a(1), 15);
  acts('dan', a(1), 16);
  acts('dan', { kind: 'withdrawn', label: null }, 17);
  acts('cat', { kind: 'skip' }, 18);
  expect(stores.reports.review().closed).toEqual([]);
  acts('bob', a(3), 21);
  acts('eve', a(3), 19);
  const [closed] = stores.reports.review().closed;
  expect(closed).toMatchObject({ flag, state: 'settled', label: 3, closedAt: at(10) });
  expect(closed?.votes).toEqual([
    { voter: 'recording:ann', name: "ann's name", label: 3 },
    { voter: 'recording:eve', name: "eve's name", label: 3 },
    { voter: 'recording:bob', name: "bob's name", label: 3 },
  ]);
});
