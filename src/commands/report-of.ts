import type { RunId } from '../ids.ts';
import type { Picture } from '../pictures/picture.ts';
import { picturesOfRun } from '../pictures/pictures-of-run.ts';
import { reportPage } from '../report/report-page.ts';
import type { Context } from './context.ts';
import { readScorecard } from './read-scorecard.ts';

type ReportPorts = Pick<
  Context,
  'runs' | 'config' | 'exports' | 'history' | 'pictures' | 'pageAssets' | 'clock' | 'locale'
>;

/**
 * A run as one self-contained page, in parts. Scorecard and responses are of one moment, however long the charts take to
 * draw. Throws a `UserError` when there is no such run or it cannot be drawn.
 */
export const reportOf = async (id: RunId, ports: ReportPorts): Promise<Iterable<string>> => {
  const { exports, clock, locale } = ports;
  const at = clock.now();
  const { json: scorecard, reading } = readScorecard(id, ports);
  const responses = begun(exports.reviewed(id));
  try {
    const charts = await drawn(picturesOfRun(scorecard, reading, ports, locale), ports);
    const assets = await ports.pageAssets();
    return reportPage({ scorecard, reading, charts, responses, assets, locale, at });
  } catch (error) {
    responses.return();
    throw error;
  }
};

const drawn = async (pictures: readonly Picture[], { pictures: drawing }: ReportPorts) => {
  const charts: string[] = [];
  for (const picture of pictures) charts.push(await drawing.svg(picture));
  return charts;
};

/** The same rows; the first is read now, which fixes the moment of all. Whoever takes none has to `return` them. */
const begun = <Row>(rows: Iterable<Row>) => {
  const iterator = rows[Symbol.iterator]();
  let first: IteratorResult<Row> | undefined = iterator.next();
  const same = {
    next: (): IteratorResult<Row> => {
      const row = first ?? iterator.next();
      first = undefined;
      return row;
    },
    return: (): IteratorResult<Row> => {
      iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.iterator]: () => same,
  };
  return same;
};
