import type { ScorerSwitch } from '../ports/scorer-records.ts';

/** A choice of the workspace's scorer that nobody has taken back. */
export interface ScorerChoice extends ScorerSwitch {
  readonly scorer: string;
}

/** The choices that stand, oldest first: each rollback took the latest of those before it back. */
export const standingChoices = (switches: readonly ScorerSwitch[]): readonly ScorerChoice[] => {
  const standing: ScorerChoice[] = [];
  for (const { scorer, ...act } of switches) {
    if (scorer === null) standing.pop();
    else standing.push({ ...act, scorer });
  }
  return standing;
};

/** The choice that holds now; undefined while the configuration's scorer is the workspace's. */
export const currentChoice = (switches: readonly ScorerSwitch[]): ScorerChoice | undefined =>
  standingChoices(switches).at(-1);
