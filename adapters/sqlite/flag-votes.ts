import type { Label } from '../../src/flames/label.ts';
import type { CountedVote } from '../../src/ports/report-reads.ts';
import { standingInOrder, type Vote, type VoteAct } from '../../src/review/vote.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { toAct } from './review-rows.ts';

/** A flag's acts in the order in which they were done, in one value: a row an act costs more than to parse them. */
export const ACTS = `(
  select json_group_array(
    json_object('voter', voter, 'name', voter_name, 'act', act, 'label', label, 'via', via) order by acted_at, id)
  from votes where flag = flags.id)`;

interface FlatAct extends Pick<Vote, 'voter' | 'name' | 'via'> {
  readonly act: VoteAct['kind'];
  readonly label: Label | null;
}

const toCast = (act: FlatAct) => ({ voter: act.voter, name: act.name, act: toAct(act), via: act.via });

/** The votes that count of `ACTS`. A forgotten person is a pseudonym. */
export const countedVotes = (acts: string): readonly CountedVote[] =>
  standingInOrder((JSON.parse(acts) as readonly FlatAct[]).map(toCast)).flatMap(({ voter, name, act }) =>
    act.kind === 'label' ? [{ voter: voter.replace(FORGOTTEN, ''), name, label: act.label }] : [],
  );
