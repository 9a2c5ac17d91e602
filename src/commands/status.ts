import { z } from 'zod';
import { runListCard } from '../cards/run-list-card.ts';
import type { Run } from '../flames/run.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';

const SHOWN = 20;

/** What is going on: one run, or the latest ones. */
export const status = defineCommand({
  name: 'status',
  summary: 'status',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [{ name: 'run', kind: 'run', required: false }],
  options: [],
  json: true,
  input: z.object({ run: z.string().optional() }),
  run: (input, { runs, locale }) => {
    const chosen = input.run === undefined ? runs.list({ limit: SHOWN }) : [findRun(input.run, runs)];
    const rows = chosen.map((run) => ({ run, done: runs.countDone(run.id) }));
    return {
      kind: 'card',
      card: runListCard(rows, locale),
      json: { runs: rows.map(({ run, done }) => statusRow(run, done)) },
    };
  },
});

const statusRow = (run: Run, done: number) => ({
  id: run.id,
  model: run.terms.model.name,
  state: run.state,
  done,
  prompts: run.prompts,
  subset: run.subset,
  promptSet: run.terms.promptSet.name,
  scorer: run.terms.scorer.name,
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
  note: run.note,
  invalid: run.invalid?.because ?? null,
});
