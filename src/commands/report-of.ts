import type { Scorecard } from '../flames/scorecard.ts';
import { picturesOfRun } from '../pictures/pictures-of-run.ts';
import type { RunReading } from '../ports/run-store.ts';
import { reportPage } from '../report/report-page.ts';
import type { Context } from './context.ts';

type ReportPorts = Pick<
  Context,
  'runs' | 'exports' | 'history' | 'pictures' | 'pageAssets' | 'clock' | 'locale'
>;

/** A run as one self-contained page, in parts, from what was read of it. Throws a `UserError` when it cannot be drawn. */
export const reportOf = async (
  { json: scorecard, reading }: { readonly json: Scorecard; readonly reading: RunReading },
  ports: ReportPorts,
): Promise<Iterable<string>> => {
  const { exports, pictures, pageAssets, clock, locale } = ports;
  const charts: string[] = [];
  for (const picture of picturesOfRun(scorecard, reading, ports, locale))
    charts.push(await pictures.svg(picture));
  return reportPage({
    ...{ scorecard, reading, locale, charts },
    responses: exports.reviewed(reading.run.id),
    assets: await pageAssets(),
    at: clock.now(),
  });
};
