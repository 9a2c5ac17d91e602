import { z } from 'zod';
import { UserError, usageError } from '../errors.ts';
import { EXPORT_FIELDS, EXPORT_KINDS, type ExportKind } from '../export/export-row.ts';
import { inParts } from '../export/in-parts.ts';
import { toCsv } from '../export/to-csv.ts';
import { toJsonLines } from '../export/to-json-lines.ts';
import { toLabelStudio } from '../export/to-label-studio.ts';
import type { ExportFilter, ExportReads } from '../ports/export-reads.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { findRun } from './find-run.ts';
import { flag } from './inputs.ts';

const FORMATS = { jsonl: 'jsonl', csv: 'csv', 'label-studio': 'json' } as const;
type Format = keyof typeof FORMATS;

/** Everything that a trainer of scorers or an auditor needs, as a file. */
export const exportData = defineCommand({
  name: 'export',
  summary: 'export',
  surfaces: ['shell', 'chat'],
  permission: 'export',
  arguments: [{ name: 'what', kind: 'text', required: true }],
  options: [
    { name: 'run', value: 'RUN', kind: 'run' },
    { name: 'format', value: 'FORMAT' },
    { name: 'all' },
    { name: 'with-names' },
  ],
  json: false,
  input: z.object({
    what: z.enum(EXPORT_KINDS),
    run: z.string().optional(),
    format: z.enum(['jsonl', 'csv', 'label-studio']).default('jsonl'),
    all: flag,
    'with-names': flag,
  }),
  run: ({ what, format, ...input }, context) => {
    const names = input['with-names'] === true;
    if (names && !mayNameVoters(context)) throw new UserError('names-not-permitted', undefined);
    if (format === 'label-studio' && what !== 'responses')
      throw usageError('label-studio-responses', { what });
    const run = input.run === undefined ? undefined : findRun(input.run, context.runs).id;
    const filter = { ...(run === undefined ? {} : { run }), failed: input.all === true, names };
    return {
      kind: 'document',
      fileName: `flames-${what}${run === undefined ? '' : `-${run}`}.${FORMATS[format]}`,
      parts: inParts(piecesOf(what, format, filter, context.exports)),
    };
  },
});

const piecesOf = (
  what: ExportKind,
  format: Format,
  filter: ExportFilter,
  exports: ExportReads,
): Iterable<string> => {
  switch (format) {
    case 'jsonl':
      return toJsonLines<string>(EXPORT_FIELDS[what], recordsOf(what, filter, exports));
    case 'csv':
      return toCsv<string>(EXPORT_FIELDS[what], recordsOf(what, filter, exports));
    case 'label-studio':
      return toLabelStudio(exports.labelled(filter));
  }
};

const recordsOf = (
  what: ExportKind,
  filter: ExportFilter,
  exports: ExportReads,
): Iterable<Readonly<Record<string, unknown>>> =>
  exports.rows(what, filter) as Iterable<object> as Iterable<Readonly<Record<string, unknown>>>;

/**
 * Whoever has a shell here can read the database. In chat only adjudicators that the configuration names: where it names
 * none everybody may adjudicate, and names are not everybody's.
 */
const mayNameVoters = ({ surface, config, may }: Context): boolean => {
  const named = config.review.adjudicators ?? config.permissions.adjudicate;
  return surface === 'shell' || (named !== undefined && may('adjudicate'));
};
