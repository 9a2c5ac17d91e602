import type { GivenLabel, ReviewedResponse } from '../ports/export-reads.ts';
import type { PageLabel, PageResponse } from './page-data.ts';

/** What a reader may see of a response: no names, and nothing that would unblind an audit which is still open. */
export const pageResponse = (reviewed: ReviewedResponse): PageResponse => {
  const { row, flag, detail } = reviewed;
  const blind = flag?.reason === 'audit' && flag.state === 'open';
  return {
    id: row.responseId,
    dimension: row.dimension,
    subcomponent: row.subcomponent,
    prompt: row.prompt,
    response: row.response,
    failure: row.failure === null ? null : [row.failure, detail].filter((part) => part !== null).join(': '),
    truncated: row.truncated,
    blind,
    flag: flag && { id: flag.id, reason: flag.reason, state: flag.state, probability: flag.probability },
    ...(blind ? NOTHING_SAID : saidOf(reviewed)),
  };
};

type Said = Pick<PageResponse, 'scorer' | 'people' | 'unscored' | 'probabilities' | 'history' | 'votes'>;

const NOTHING_SAID: Said = {
  scorer: null,
  people: null,
  unscored: null,
  probabilities: null,
  history: [],
  votes: [],
};

const saidOf = ({ row, labels, votes }: ReviewedResponse): Said => ({
  scorer: row.scorerLabel,
  people: row.labelSource === 'voters' || row.labelSource === 'adjudicator' ? row.label : null,
  unscored: row.unscored,
  probabilities: row.probabilities,
  history: labels.map(pageLabel),
  votes,
});

/** Whoever adjudicated is a person, and stays unnamed. */
const pageLabel = ({ source, by, label, reason, evidence, at }: GivenLabel): PageLabel => ({
  source,
  by: source === 'adjudicator' ? null : by,
  label,
  reason,
  evidence: evidence === null ? null : JSON.stringify(evidence, null, 2),
  at,
});
