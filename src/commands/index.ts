import { backup } from './backup.ts';
import { cancel } from './cancel.ts';
import { chat } from './chat.ts';
import type { Command } from './command.ts';
import { compare } from './compare.ts';
import { demo } from './demo.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { evaluate } from './evaluate.ts';
import { exportData } from './export.ts';
import { createHelp } from './help.ts';
import { importResponses } from './import.ts';
import { invalidate } from './invalidate.ts';
import { leaderboard } from './leaderboard.ts';
import { migrate } from './migrate.ts';
import { models } from './models.ts';
import { promptsFetch, promptsImport, promptsList } from './prompts.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { reviewAdjudicate } from './review-adjudicate.ts';
import { reviewAudit } from './review-audit.ts';
import { reviewForget } from './review-forget.ts';
import { reviewHistory } from './review-history.ts';
import { reviewList } from './review-list.ts';
import { reviewNext } from './review-next.ts';
import { reviewReport } from './review-report.ts';
import { reviewVote } from './review-vote.ts';
import { scheduleAdd, scheduleList, schedulePause, scheduleRemove, scheduleResume } from './schedule.ts';
import { scorecard } from './scorecard.ts';
import { scorersList } from './scorers.ts';
import { scorersCompare } from './scorers-compare.ts';
import { scorersEvaluate } from './scorers-evaluate.ts';
import { scorersFetch } from './scorers-fetch.ts';
import { scorersRollback, scorersSwitch } from './scorers-switch.ts';
import { scorersTrain } from './scorers-train.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { worker } from './worker.ts';

/** Every command, in the order of the help. The command line, the chat platforms and the help are made from this list. */
export const COMMANDS: readonly Command[] = [
  evaluate,
  resume,
  status,
  cancel,
  scorecard,
  report,
  reviewList,
  reviewNext,
  reviewVote,
  reviewAdjudicate,
  reviewHistory,
  reviewAudit,
  reviewReport,
  reviewForget,
  compare,
  leaderboard,
  digest,
  scheduleAdd,
  scheduleList,
  schedulePause,
  scheduleResume,
  scheduleRemove,
  models,
  importResponses,
  exportData,
  promptsList,
  promptsImport,
  promptsFetch,
  scorersList,
  scorersSwitch,
  scorersRollback,
  scorersCompare,
  scorersTrain,
  scorersFetch,
  scorersEvaluate,
  invalidate,
  demo,
  migrate,
  backup,
  start,
  chat,
  worker,
  createHelp(() => COMMANDS),
  doctor,
];
