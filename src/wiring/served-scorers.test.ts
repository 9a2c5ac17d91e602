import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { createCountingScorer } from '../../test/support/counting-scorer.ts';
import { UserError } from '../errors.ts';
import type { Scorer } from '../ports/scorer.ts';
import { scorerIdentity } from '../scoring/identity.ts';
import { ServedScorers } from './served-scorers.ts';

/** A worker over a folder of scorers by name: each has a version, or is broken. */
const aWorker = (folder: Map<string, number | 'broken'>) => {
  const serving = new Set<string>();
  const closed: string[] = [];
  const said: string[] = [];
  const nameOf = ({ description }: Scorer): string => `${description.name} ${description.identity}`;
  const clock = createManualClock();
  const stopping = new AbortController();
  const open = async (name: string): Promise<Scorer> => {
    const version = folder.get(name);
    if (version === undefined || version === 'broken')
      throw new UserError('unknown-scorer', { name, nearest: undefined, known: [] });
    const scorer = createCountingScorer();
    const description = { ...scorer.description, name, identity: scorerIdentity({ name, version }) };
    const own: Scorer = { ...scorer, description, close: async () => void closed.push(nameOf(own)) };
    return own;
  };
  const scorers = new ServedScorers({
    catalogue: { names: () => [...folder.keys()], open },
    trained: { stampOf: (name) => String(folder.get(name)) },
    worker: {
      serve: (scorer) => {
        serving.add(nameOf(scorer));
        return { end: async () => void serving.delete(nameOf(scorer)) };
      },
    },
    prepare: (scorer) => scorer,
    ...{ clock, locale: 'en', stopping: stopping.signal },
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message, fields) => void said.push(`${message} ${fields?.['scorer']}`),
      fault: () => '',
    },
  });
  const named = (name: string, version: number) => `${name} ${scorerIdentity({ name, version })}`;
  const later = async (): Promise<void> => {
    await clock.advance(2000);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { scorers, serving, closed, said, named, later, stopping };
};

describe('the scorers of a worker', () => {
  it('are also those that are trained while it runs, and a new version in place of the old', async () => {
    const folder = new Map<string, number | 'broken'>([['embedded', 1]]);
    const { scorers, serving, closed, named, later, stopping } = aWorker(folder);
    await scorers.start();
    expect([...serving]).toEqual([named('embedded', 1)]);
    folder.set('team-1', 1);
    await later();
    expect([...serving]).toEqual([named('embedded', 1), named('team-1', 1)]);
    folder.set('team-1', 2);
    await later();
    expect([...serving]).toEqual([named('embedded', 1), named('team-1', 2)]);
    expect(closed).toEqual([named('team-1', 1)]);
    stopping.abort();
    await scorers.close();
    expect(closed).toEqual([named('team-1', 1), named('embedded', 1), named('team-1', 2)]);
  });

  it('do without one that is broken, say so once, and take it when it is mended', async () => {
    const folder = new Map<string, number | 'broken'>([
      ['embedded', 1],
      ['team-1', 'broken'],
    ]);
    const { scorers, serving, said, named, later, stopping } = aWorker(folder);
    await scorers.start();
    await later();
    await later();
    expect(said).toEqual(['does not serve a scorer team-1']);
    folder.set('team-1', 1);
    await later();
    expect([...serving]).toEqual([named('embedded', 1), named('team-1', 1)]);
    stopping.abort();
    await scorers.close();
  });

  it('must be one at least', async () => {
    const { scorers } = aWorker(new Map([['team-1', 'broken']]));
    await expect(scorers.start()).rejects.toMatchObject({ code: 'worker-serves-nothing' });
  });
});
