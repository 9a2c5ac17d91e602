import { expect, it } from 'vitest';
import { createAuditLog } from '../../adapters/sqlite/audit-log.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import type { FlagId, RunId } from '../../src/ids.ts';
import type { AuditEntry } from '../../src/ports/audit-log.ts';
import { at } from '../support/store-data.ts';

it('keeps who did what, in order, and gives it page by page and by run', () => {
  const log = createAuditLog(openDatabase(':memory:'));
  const who = { platform: 'slack', id: 'U1', name: '阿达' };
  const entries: readonly AuditEntry[] = [
    { at: at(0), who, act: 'evaluate', run: 'run-a' as RunId },
    { at: at(1), who, act: 'adjudicate', run: 'run-b' as RunId, flag: 'f1' as FlagId, detail: '3' },
    { at: at(2), who, act: 'export' },
  ];
  for (const entry of entries) log.append(entry);
  const first = log.list(0, 2);
  const rest = log.list(first.at(-1)?.id ?? 0, 2);
  expect([...first, ...rest].map(({ id: _id, ...entry }) => entry)).toEqual(entries);
  expect(log.list(0, 10, 'run-b' as RunId)).toMatchObject([{ act: 'adjudicate' }]);
});
