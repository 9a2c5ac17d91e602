import { cpus, totalmem } from 'node:os';
import { acknowledging } from './acknowledging.ts';
import { adaptive } from './adaptive.ts';
import { asking } from './asking.ts';
import { blocking } from './blocking.ts';
import { faults } from './faults.ts';
import { type Figure, holds, megabytes } from './figure.ts';
import { growth } from './growth.ts';
import { history } from './history.ts';
import { peers } from './peers.ts';
import { report } from './report.ts';
import { scoring } from './scoring.ts';
import { start } from './start.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start,
  asking,
  acknowledging,
  adaptive,
  faults,
  scoring,
  history,
  growth,
  blocking,
  report,
  peers,
};

const row = (figure: Figure): string => {
  const { what, ours, against, value, target } = figure;
  const wanted = 'most' in target ? `at most ${target.most}` : `at least ${target.least}`;
  return `| ${what} | ${ours} | ${against} | ${value.toPrecision(3)} | ${wanted} | ${holds(figure) ? 'yes' : 'NO'} |`;
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}
print(
  `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), ${megabytes(totalmem())} of memory.\n`,
);
print('| what | ours | against | figure | target | holds |\n|---|---|---|---|---|---|');
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  for (const figure of await bench()) print(row(figure));
}
