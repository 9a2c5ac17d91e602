import type {
  AnnotationExport,
  FlagExport,
  LogExport,
  ResponseExport,
  VoteExport,
} from '../../src/export/export-row.ts';
import type { LabelProbabilities } from '../../src/flames/label.ts';
import type { EventId } from '../../src/ids.ts';
import type { GivenLabel, PeopleLabel, RaisedFlag, ReviewedResponse } from '../../src/ports/export-reads.ts';
import { standingVotes } from '../../src/review/vote.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { toAct } from './review-rows.ts';

/** A row as SQLite gives it: times are milliseconds since 1970, what is structured is JSON. */
export type Flat<Row, Extra = unknown> = {
  readonly [Key in keyof Row]: Key extends 'at' | 'drawnAt' | 'closedAt'
    ? Extract<Row[Key], null> | number
    : Key extends 'probabilities' | 'evidence'
      ? string | null
      : Row[Key] extends boolean
        ? number
        : Row[Key];
} & Extra;

const moment = (ms: number): string => new Date(ms).toISOString();
const structured = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
const probable = (json: string | null) => structured(json) as LabelProbabilities | null;

export type FlatResponse = Flat<ResponseExport, { readonly people: string }>;

export const toResponse = ({ people: _, ...row }: FlatResponse): ResponseExport => ({
  ...row,
  truncated: row.truncated === 1,
  probabilities: probable(row.probabilities),
  at: moment(row.at),
});

export const toPeople = ({ people }: FlatResponse): readonly PeopleLabel[] =>
  (JSON.parse(people) as readonly Flat<PeopleLabel>[]).map((label) => ({ ...label, at: moment(label.at) }));

export const toAnnotation = (row: Flat<AnnotationExport>): AnnotationExport => ({
  ...row,
  probabilities: probable(row.probabilities),
  evidence: structured(row.evidence),
  at: moment(row.at),
});

export const toFlagRow = (row: Flat<FlagExport>): FlagExport => ({
  ...row,
  drawnAt: moment(row.drawnAt),
  closedAt: row.closedAt === null ? null : moment(row.closedAt),
});

export const toLog = (row: Flat<LogExport>): LogExport => ({ ...row, at: moment(row.at) });

/** The person's name is always there; whether it leaves is decided here. */
export type FlatVote = Flat<VoteExport, { readonly pseudonym: string; readonly event: EventId }> & {
  readonly name: string;
};

type FlatAct = Pick<FlatVote, 'voter' | 'act' | 'label' | 'via' | 'event' | 'at'>;

/** The events of the acts that are somebody's vote now. */
const standingEvents = (acts: readonly FlatAct[]): ReadonlySet<EventId> => {
  const standing = standingVotes(
    acts.map(({ voter, via, event, at, ...row }) => ({
      ...{ voter, name: voter, via, event, act: toAct(row), actedAt: new Date(at) },
    })),
  );
  return new Set(standing.map(({ event }) => event));
};

/** All acts on one flag, in the order in which they arrived. */
export const toVotes = (acts: readonly FlatVote[], names: boolean): readonly VoteExport[] => {
  const events = standingEvents(acts);
  return acts.map(({ pseudonym, event, ...row }) => {
    const named = names && !row.voter.startsWith(FORGOTTEN);
    return {
      ...row,
      voter: named ? row.voter : pseudonym,
      name: named ? row.name : null,
      stands: events.has(event),
      at: moment(row.at),
    };
  });
};

export type FlatReviewed = Flat<ResponseExport> & {
  readonly detail: string | null;
  readonly labels: string;
  readonly flagged: string | null;
  readonly votes: string;
};
type GivenFlat = Omit<GivenLabel, 'at'> & { readonly at: number };
type RaisedFlat = Flat<RaisedFlag>;

export const toReviewed = ({ detail, labels, flagged, votes, ...row }: FlatReviewed): ReviewedResponse => ({
  row: toResponse({ ...row, people: '[]' }),
  detail,
  labels: (JSON.parse(labels) as readonly GivenFlat[]).map((given) => ({ ...given, at: moment(given.at) })),
  flag: flagged === null ? null : toRaised(JSON.parse(flagged) as RaisedFlat),
  votes: toSeenVotes(JSON.parse(votes) as readonly SeenFlat[]),
});

const toRaised = (flag: RaisedFlat): RaisedFlag => ({
  ...flag,
  drawnAt: moment(flag.drawnAt),
  closedAt: flag.closedAt === null ? null : moment(flag.closedAt),
});

type SeenFlat = FlatAct & Pick<FlatVote, 'pseudonym'>;

const toSeenVotes = (acts: readonly SeenFlat[]): ReviewedResponse['votes'] => {
  const events = standingEvents(acts);
  return acts.map(({ pseudonym, act, label, via, event, at }) => ({
    ...{ voter: pseudonym, act, label, via, stands: events.has(event), at: moment(at) },
  }));
};
