import type { ExportKind } from '../../src/export/export-row.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { HELD } from './review-rows.ts';

/** A response with its run and prompt, under the names of an exported row. Times are milliseconds since 1970. */
const ASKED = `
runs.id as run, runs.model, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent,
prompts.text as prompt, responses.text as response, responses.id as responseId`;

const FLAG_OF = "(select 'f' || flags.id from flags where flags.response = responses.id)";
const HELD_HERE = HELD.replace('?', 'responses.id');

/** What people said of a response, as JSON, oldest first. */
const PEOPLE = `(
select json_group_array(json_object('id', id, 'source', source, 'label', label, 'reason', reason, 'at', at) order by id)
from annotations where response = responses.id and source in ('voters', 'adjudicator'))`;

const responsesWith = (more: string): string => `
select ${ASKED}, responses.state, held.label, iif(held.label is null, null, held.source) as labelSource, own.label as scorerLabel, own.probabilities,
  own.reason as unscored, responses.failure, responses.truncated, prompt_sets.name as promptSet,
  prompt_sets.sha256 as promptSetSha256, runs.subset, runs.terms ->> '$.seed' as seed,
  runs.terms ->> '$.scorer.name' as scorer, runs.scorer as scorerVersion, responses.served_model as servedModel,
  ${FLAG_OF} as flag, responses.at, ${more}
from runs
cross join run_prompts asked on asked.run = runs.seq
join responses on responses.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
join prompts on prompts.id = asked.prompt
join prompt_sets on prompt_sets.id = runs.prompt_set
left join annotations own on own.response = responses.id and own.source in ('scorer', 'import')
left join annotations held on held.id = (${HELD_HERE})
where $WHERE and (@failed or responses.state = 'answered')
order by runs.seq, asked.position`;

const RESPONSES = responsesWith(`${PEOPLE} as people`);

/** Every label that a response was ever given, as JSON, oldest first. */
const LABELS = `(
select json_group_array(json_object('source', source, 'by', by, 'label', label, 'probabilities', json(probabilities),
  'evidence', json(evidence), 'reason', reason, 'at', at) order by id)
from annotations where response = responses.id)`;

const FLAG = `(
select json_object('id', 'f' || id, 'reason', reason, 'probability', probability, 'state', state, 'label', label,
  'scorerLabel', scorer_label, 'drawnAt', drawn_at, 'closedAt', closed_at)
from flags where response = responses.id)`;

/** Nobody sees a vote on an audit before it closes. */
const SEEN = "not (flags.reason = 'audit' and flags.state = 'open')";
/** Who votes for the first time while an export begins has none yet. */
const PSEUDONYM = `iif(substr(votes.voter, 1, ${FORGOTTEN.length}) = '${FORGOTTEN}', substr(votes.voter, ${FORGOTTEN.length + 1}),
  coalesce(pseudonyms.pseudonym, 'voter-unnamed'))`;

const VOTES_ON = `(
select json_group_array(json_object('pseudonym', ${PSEUDONYM}, 'voter', votes.voter, 'act', votes.act,
  'label', votes.label, 'via', votes.via, 'at', votes.acted_at, 'event', votes.event) order by votes.id)
from flags join votes on votes.flag = flags.id left join pseudonyms on pseudonyms.voter = votes.voter
where flags.response = responses.id and ${SEEN})`;

/** One run's responses with all that was said of them; failed ones where `@failed`. */
export const REVIEWED = responsesWith(
  `responses.detail, ${LABELS} as labels, ${FLAG} as flagged, ${VOTES_ON} as votes`,
).replace('$WHERE', 'runs.id = @run');

const ANNOTATIONS = `
select ${ASKED}, responses.state, annotations.label, annotations.source, annotations.by, annotations.at,
  annotations.reason, annotations.supersedes, annotations.id, 'f' || annotations.flag as flag,
  annotations.probabilities, annotations.evidence
from annotations
cross join responses on responses.id = annotations.response
join runs on runs.seq = responses.run
join prompts on prompts.id = responses.prompt
where $WHERE
order by annotations.id`;

const FLAGS = `
select ${ASKED}, 'f' || flags.id as id, flags.reason, flags.probability, flags.state, flags.label,
  flags.scorer_label as scorerLabel, flags.position, 'f' || flags.reused_from as reusedFrom,
  flags.drawn_at as drawnAt, flags.closed_at as closedAt
from flags
cross join responses on responses.id = flags.response
join runs on runs.seq = flags.run
join prompts on prompts.id = responses.prompt
where $WHERE
order by flags.id`;

/** Ordered so that the acts on a flag are together. */
const VOTES = `
select 'f' || flags.id as flag, runs.id as run, flags.response as responseId, flags.dimension, flags.reason, flags.state,
  ${PSEUDONYM} as pseudonym, votes.voter, votes.voter_name as name,
  votes.act, votes.label, votes.via, votes.acted_at as at, votes.event
from flags
cross join votes on votes.flag = flags.id
join runs on runs.seq = flags.run
left join pseudonyms on pseudonyms.voter = votes.voter
where $WHERE and ${SEEN}
order by flags.id, votes.id`;

const LOG = `
select id, at, who ->> '$.platform' || ':' || (who ->> '$.id') as who, who ->> '$.name' as name, act, run, flag, detail
from audit_log
where @run is null or run = @run
  or flag in (select 'f' || flags.id from flags join runs on runs.seq = flags.run where runs.id = @run)
order by id`;

const QUERIES: Readonly<Record<ExportKind, string>> = {
  responses: RESPONSES,
  annotations: ANNOTATIONS,
  flags: FLAGS,
  votes: VOTES,
  log: LOG,
};

/** The statement for a kind of export: one run where `@run` names it, else all that are valid. */
export const exportQuery = (kind: ExportKind, ofOneRun: boolean): string =>
  QUERIES[kind].replace('$WHERE', ofOneRun ? 'runs.id = @run' : 'runs.invalid_at is null');
