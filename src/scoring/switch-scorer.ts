import { UserError } from '../errors.ts';
import type { Person } from '../flames/run.ts';
import type { ScorerRecords } from '../ports/scorer-records.ts';
import { currentChoice, standingChoices } from './workspace-scorer.ts';

/** From which scorer to which; the same name twice when nothing changed. */
export interface Switched {
  readonly from: string;
  readonly to: string;
}

interface Act {
  readonly who: Person;
  readonly at: Date;
  /** The scorer where nobody has chosen: the configuration's. */
  readonly configured: string;
}

/** Makes a scorer the workspace's from now on, for runs that start later. */
export const switchScorer = (to: string, { who, at, configured }: Act, records: ScorerRecords): Switched =>
  records.change((switches) => {
    const from = currentChoice(switches)?.scorer ?? configured;
    const result = { from, to };
    return from === to ? { result } : { result, add: { at, who, scorer: to } };
  });

/** Takes the latest switch back; a UserError `nothing-to-roll-back` when none stands. */
export const rollBackScorer = ({ who, at, configured }: Act, records: ScorerRecords): Switched =>
  records.change((switches) => {
    const [latest, before] = [...standingChoices(switches)].reverse();
    if (latest === undefined) throw new UserError('nothing-to-roll-back', { name: configured });
    const result = { from: latest.scorer, to: before?.scorer ?? configured };
    return { result, add: { at, who, scorer: null } };
  });
