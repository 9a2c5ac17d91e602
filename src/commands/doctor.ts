import { z } from 'zod';
import { asForeign, type Block, type Tone } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';
import type { Check } from './context.ts';

/** Checks everything that a run needs and says what to mend. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'doctor',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, { checkUp, locale }) => {
    const checks: Check[] = [];
    for await (const check of checkUp()) checks.push(check);
    const problems = checks.filter(({ problem }) => problem !== null).length;
    const texts = commandTexts[locale];
    const verdict = problems === 0 ? texts.doctorGood : texts.doctorBad({ problems });
    const blocks: readonly Block[] = [...checks.map(checkBlock), { kind: 'text', line: [verdict] }];
    return {
      kind: 'card',
      card: receiptCard(texts.doctorTitle, locale, blocks),
      json: { checks },
      ...(problems === 0 ? {} : { exitCode: 1 }),
    };
  },
});

const checkBlock = ({ what, problem, warning }: Check): Block => {
  if (problem !== null) return said('✗ ', what, problem, 'bad');
  if (warning !== null) return said('! ', what, warning, 'middle');
  return { kind: 'text', line: ['✓ ', asForeign(what)], tone: 'good' };
};

const said = (mark: string, what: string, finding: string, tone: Tone): Block => ({
  kind: 'text',
  line: [mark, asForeign(what), ': ', asForeign(finding)],
  tone,
});
