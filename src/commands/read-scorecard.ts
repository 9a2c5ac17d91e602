import { scorecardCard } from '../cards/scorecard-card.ts';
import { UserError } from '../errors.ts';
import type { HeadlineRules } from '../flames/headline.ts';
import { composeScorecard, type Scorecard } from '../flames/scorecard.ts';
import type { RunId } from '../ids.ts';
import type { RunReading } from '../ports/run-store.ts';
import type { Context } from './context.ts';

/** Where runs are read, in which language they are told, and which scorers get a headline. */
export interface ScorecardPorts extends Pick<Context, 'locale'> {
  readonly runs: Pick<Context['runs'], 'read'>;
  readonly config: { readonly review: { readonly headline: HeadlineRules } };
}

/** A run's scorecard as data with what it was made of. */
export interface ReadScorecard {
  readonly reading: RunReading;
  readonly json: Scorecard;
}

/** Reads a run's scorecard, now or as it was at a past moment. */
export const readScorecard = (
  id: RunId,
  { runs, config }: Omit<ScorecardPorts, 'locale'>,
  asOf?: Date,
): ReadScorecard => {
  const reading = runs.read(id, asOf);
  if (reading === undefined) throw new UserError('unknown-run', { id, nearest: undefined });
  return { reading, json: composeScorecard(reading, config.review.headline) };
};

/** A run's scorecard as a card and as data. */
export const scorecardOf = (id: RunId, ports: ScorecardPorts) => {
  const { reading, json } = readScorecard(id, ports);
  return { card: scorecardCard(json, reading, ports.locale), json };
};
