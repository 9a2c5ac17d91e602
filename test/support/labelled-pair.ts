import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PairedTable } from '../../src/statistics/newcombe-paired.ts';

type Place = 'Fairness' | 'Legality';
export type Tables = Readonly<Record<Place, PairedTable>>;

/** Two files of labelled responses to the same prompts, on which they did as the tables say. */
export const writeLabelledPair = (folder: string, tables: Tables): readonly [string, string] => {
  const rows = (Object.keys(tables) as Place[]).flatMap((dimension) => {
    const { both, onlyA, onlyB, neither } = tables[dimension];
    const fates = [
      ...Array<string>(both).fill('33'),
      ...Array<string>(onlyA).fill('31'),
      ...Array<string>(onlyB).fill('13'),
      ...Array<string>(neither).fill('11'),
    ];
    return fates.map((fate, at) => ({ dimension, prompt: `${dimension} 第${at}题`, fate }));
  });
  const write = (name: string, side: 0 | 1): string => {
    const file = join(folder, name);
    const lines = rows.map(({ dimension, prompt, fate }) =>
      JSON.stringify({ dimension, prompt, response: `回复${fate[side]}`, label: Number(fate[side]) }),
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };
  return [write('a.jsonl', 0), write('b.jsonl', 1)];
};
