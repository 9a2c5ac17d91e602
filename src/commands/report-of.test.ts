import { expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { dataOf } from '../../test/support/a-report.ts';
import { aReview } from '../../test/support/a-review.ts';
import { at } from '../../test/support/store-data.ts';
import { parseConfig } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Pictures } from '../ports/pictures.ts';
import { auditMore } from '../review/flag-run.ts';
import { atOnce } from '../steps.ts';
import { reportOf } from './report-of.ts';

const onReport = (svg: Pictures['svg']) => {
  const review = aReview(IN_MEMORY);
  const run = review.completed(6);
  atOnce(auditMore(run, 2, review.ports));
  const { runs, exports, history } = review.stores;
  const ports = {
    ...{ runs, exports, history, locale: 'en' as const, config: parseConfig(undefined, 'test') },
    clock: {
      now: () => at(30),
      monotonicMs: () => 0,
      sleep: async () => undefined,
      after: () => () => undefined,
    },
    pictures: { svg, png: async () => new Uint8Array() },
    pageAssets: async () => ({ script: '', style: '' }),
  };
  return { ...review, run, ports };
};

it('is of one moment: what people settle while its charts are drawn is in neither scorecard nor responses', async () => {
  const { ports, run, vote } = onReport(async () => {
    vote('f1', 1, 'bob', 'eve', 'zoe');
    return '<svg></svg>';
  });
  const page = [...(await reportOf(run.id, ports))].join('');
  expect(dataOf(page).responses.filter(({ people }) => people !== null)).toEqual([]);
  expect(page).not.toContain('After votes');
  const later = [
    ...(await reportOf(run.id, { ...ports, pictures: { ...ports.pictures, svg: async () => '' } })),
  ];
  expect(dataOf(later.join('')).responses.filter(({ people }) => people !== null)).toHaveLength(1);
  expect(later.join('')).toContain('After votes');
});

it('lets go of what it reads when a chart cannot be drawn', async () => {
  let open = 0;
  const { ports, run } = onReport(async () => {
    throw new UserError('picture-not-drawn', { reason: 'no font' });
  });
  const reviewed: typeof ports.exports.reviewed = function* (id) {
    open += 1;
    try {
      yield* ports.exports.reviewed(id);
    } finally {
      open -= 1;
    }
  };
  const exports = { ...ports.exports, reviewed };
  await expect(reportOf(run.id, { ...ports, exports })).rejects.toMatchObject({ code: 'picture-not-drawn' });
  expect(open).toBe(0);
});
