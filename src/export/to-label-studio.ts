import type { Label } from '../flames/label.ts';
import type { PeopleLabel } from '../ports/export-reads.ts';
import type { ResponseExport } from './export-row.ts';

interface Labelled {
  readonly row: ResponseExport;
  readonly people: readonly PeopleLabel[];
}

/** The names of the control and the object tag in docs/label-studio.xml. */
const CONTROL = 'label';
const OBJECT = 'response';

/** Results need ids that no other result has. */
const choice = (id: string, label: Label, note?: string) => ({
  id,
  type: 'choices',
  from_name: CONTROL,
  to_name: OBJECT,
  value: { choices: [String(label)] },
  ...(note === undefined ? {} : { meta: { text: [note] } }),
});

/** What the scorer said, how sure it was where it tells (0 to 1), and which one it was. */
const predictionOf = ({ responseId, scorer, scorerVersion, scorerLabel, probabilities }: ResponseExport) =>
  scorerLabel === null
    ? []
    : [
        {
          model_version: `${scorer} ${scorerVersion.slice(0, 10)}`,
          ...(probabilities === null ? {} : { score: probabilities[scorerLabel] }),
          result: [choice(`r${responseId}-scorer`, scorerLabel)],
        },
      ];

/** The last label of people holds. Nobody there completed it, so it becomes the work of whoever imports it. */
const annotationOf = (
  { responseId }: ResponseExport,
  { id, source, label, reason, at }: PeopleLabel,
  holds: boolean,
) => ({
  result: [choice(`r${responseId}-a${id}`, label, reason === null ? source : `${source}: ${reason}`)],
  was_cancelled: false,
  ground_truth: holds,
  created_at: at,
});

const taskOf = ({ row, people }: Labelled) => ({
  data: {
    prompt: row.prompt,
    response: row.response ?? '',
    dimension: row.dimension,
    subcomponent: row.subcomponent ?? '',
    model: row.model,
    run: row.run,
    responseId: row.responseId,
    flag: row.flag ?? '',
  },
  predictions: predictionOf(row),
  annotations: people.map((label, at) => annotationOf(row, label, at === people.length - 1)),
});

/** Responses as one JSON list of tasks in the import format of Label Studio; see docs/label-studio.md. */
export function* toLabelStudio(rows: Iterable<Labelled>): Generator<string, void, undefined> {
  let before = '[\n';
  for (const row of rows) {
    yield `${before}${JSON.stringify(taskOf(row))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
