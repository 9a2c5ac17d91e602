import { trainedScorerCard } from '../cards/trained-scorer-card.ts';
import { UserError } from '../errors.ts';
import { compareScorers } from '../scoring/compare-scorers.ts';
import { barsOf, judgeTraining, type Present } from '../scoring/judge-training.ts';
import { switchScorer } from '../scoring/switch-scorer.ts';
import { trainFromAnnotations } from '../scoring/train-from-annotations.ts';
import type { CommandResult } from './command.ts';
import { confirmMeasuring } from './confirm-measuring.ts';
import type { Context } from './context.ts';
import { type MeasuredScorer, measuredScorer } from './measured-scorer.ts';
import { actOf } from './scorers-switch.ts';

/**
 * Trains a scorer on what the team settled and keeps it with the workspace; it becomes the workspace's scorer when it
 * beats what it has to beat, and else says with the numbers why not.
 */
export const runTrainingFromAnnotations = async (
  named: string | undefined,
  confirmed: boolean,
  context: Context,
): Promise<CommandResult> => {
  const { scorers, scorerRecords, packages, config, locale } = context;
  const name = named ?? freeName(scorers.names());
  if (scorers.names().includes(name)) throw new UserError('scorer-name-taken', { name });
  const presentName = scorers.defaultName();
  await confirmMeasuring([presentName], confirmed, context);
  const lessons = scorerRecords.lessons();
  const learnt = trainFromAnnotations(name, lessons, await context.labelledSet());
  const { package: trained, lacking } = learnt;
  const identity = await packages.identify(trained);
  // before the scorer is there: what taught it must never measure it
  scorerRecords.saveLessons(identity, learnt.prompts);
  await packages.write(scorers.trainedFolder(name), trained);
  const present = await comparedWithPresent(name, presentName, context);
  const quality = trained.manifest.quality.unseenPrompts;
  const bars = barsOf(quality);
  const aside = judgeTraining(bars, present, config.review.headline.from);
  if (aside === null) switchScorer(name, actOf(context), scorerRecords);
  const { comparison, notCompared, left } = present;
  const told = {
    ...{ name, present: presentName, lessons: lessons.length, lacking },
    ...{ quality, bars, comparison, notCompared, left, aside },
  };
  return {
    kind: 'card',
    card: trainedScorerCard(told, locale),
    json: { ...told, version: identity, folder: scorers.trainedFolder(name), adopted: aside === null },
    logged: aside === null ? `${presentName} → ${name}` : `${name}, kept aside`,
  };
};

const freeName = (taken: readonly string[]): string => {
  for (let n = 1; ; n += 1) if (!taken.includes(`team-${n}`)) return `team-${n}`;
};

/** The present scorer beside the trained one, or why they could not be compared. */
interface Compared extends Present {
  readonly notCompared: string | null;
  /** Labels that the cap of a day left out of the comparison. */
  readonly left: number;
}

const comparedWithPresent = async (
  name: string,
  presentName: string,
  context: Context,
): Promise<Compared> => {
  const present = await measuredIfItWorks(presentName, context);
  if (present instanceof UserError)
    return { triage: false, comparison: null, notCompared: present.in(context.locale), left: 0 };
  const trained = await measuredScorer(name, context);
  return {
    triage: present.description.triage,
    comparison: compareScorers(present.audited, trained.audited),
    notCompared: null,
    left: present.left,
  };
};

/** Why a scorer cannot be measured now, where it cannot: what was trained is kept all the same. */
const measuredIfItWorks = async (name: string, context: Context): Promise<MeasuredScorer | UserError> => {
  try {
    return await measuredScorer(name, context);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};
