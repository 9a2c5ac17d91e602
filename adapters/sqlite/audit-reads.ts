import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { PromptId } from '../../src/ids.ts';
import { onceEach } from '../../src/once-each.ts';
import type { MeasuredFlag } from '../../src/ports/report-reads.ts';
import { ACTS, countedVotes } from './flag-votes.ts';
import type { Database } from './open-database.ts';

/** Votes are looked up for flags that were closed before their labels were kept; one whose consensus was used again has none. */
const AUDITS = `
select flags.run, flags.dimension, responses.prompt, flags.scorer_label, own.probabilities, flags.label,
  iif(flags.reused_from is null, flags.voted_labels, ''),
  iif(flags.reused_from is null and flags.voted_labels is null, ${ACTS}, null)
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
left join annotations own on own.response = flags.response and own.source in ('scorer', 'import')
where flags.state in ('settled', 'disputed', 'adjudicated') and flags.reason = 'audit' and runs.invalid_at is null
order by flags.id`;

const SCORER = `select terms ->> '$.scorer.name' as name, scorer as version from runs where seq = ?`;

type FlatAudit = readonly [
  run: number,
  dimension: Dimension,
  prompt: PromptId,
  scorerLabel: Label,
  probabilities: string | null,
  label: Label | null,
  votedLabels: string | null,
  acts: string,
];

type Scorer = MeasuredFlag['scorer'];
type Votes = MeasuredFlag['votes'];

const labelsOf = (acts: string): string =>
  countedVotes(acts)
    .map(({ label }) => label)
    .join('');

const toVotes = (labels: string): Votes => Array.from(labels, (label) => ({ label: Number(label) as Label }));

/** Reads the closed audits of all valid runs, oldest first; within a transaction of the caller. */
export const prepareAudits = ({ sqlite }: Database): (() => readonly MeasuredFlag[]) => {
  const audits = sqlite.prepare<[], FlatAudit>(AUDITS).raw();
  const scorer = sqlite.prepare<[number], Scorer>(SCORER);
  return () => {
    // thousands of flags have few runs and few lists of labels
    const scorerOf = onceEach((run: number) => scorer.get(run) as Scorer);
    const votesOf = onceEach(toVotes);
    return audits
      .all()
      .map(([run, dimension, prompt, scorerLabel, probabilities, label, votedLabels, acts]) => ({
        dimension,
        prompt,
        scorerLabel,
        label,
        scorer: scorerOf(run),
        probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
        votes: votesOf(votedLabels ?? labelsOf(acts)),
      }));
  };
};
