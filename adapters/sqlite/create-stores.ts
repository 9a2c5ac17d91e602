import type { AuditLog } from '../../src/ports/audit-log.ts';
import type { DigestReads } from '../../src/ports/digest-reads.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { ExportReads } from '../../src/ports/export-reads.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';
import type { PeopleStore } from '../../src/ports/people-store.ts';
import type { PromptStore } from '../../src/ports/prompt-store.ts';
import type { ReportReads } from '../../src/ports/report-reads.ts';
import type { ReviewStore } from '../../src/ports/review-store.ts';
import type { RunHistory } from '../../src/ports/run-history.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import type { ScheduleStore } from '../../src/ports/schedule-store.ts';
import type { ScorerRecords } from '../../src/ports/scorer-records.ts';
import { createAuditLog } from './audit-log.ts';
import { createDigestReads } from './digest-reads.ts';
import { createEventStore } from './event-store.ts';
import { createExportReads } from './export-reads.ts';
import { createKeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createPeopleStore } from './people-store.ts';
import type { Liveness } from './process-lock.ts';
import { createPromptStore } from './prompt-store.ts';
import { createReportReads } from './report-reads.ts';
import { createReviewStore } from './review-store.ts';
import { createRunHistory } from './run-history.ts';
import { createRunStore } from './run-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createScorerRecords } from './scorer-records.ts';

export interface Stores {
  readonly prompts: PromptStore;
  readonly runs: RunStore;
  readonly history: RunHistory;
  readonly reviews: ReviewStore;
  readonly auditLog: AuditLog;
  readonly exports: ExportReads;
  readonly people: PeopleStore;
  readonly reports: ReportReads;
  readonly scorerRecords: ScorerRecords;
  readonly events: EventStore;
  readonly outbox: OutboxStore;
  readonly schedules: ScheduleStore;
  readonly digests: DigestReads;
}

/** The stores over one open database. */
export const createStores = (database: Database, liveness: Liveness): Stores => {
  const counts = createKeptCounts(database);
  return {
    prompts: createPromptStore(database),
    runs: createRunStore(database, liveness, counts),
    history: createRunHistory(database, liveness, counts),
    reviews: createReviewStore(database, counts),
    auditLog: createAuditLog(database),
    exports: createExportReads(database),
    people: createPeopleStore(database),
    reports: createReportReads(database),
    scorerRecords: createScorerRecords(database),
    events: createEventStore(database),
    outbox: createOutboxStore(database),
    schedules: createScheduleStore(database, liveness),
    digests: createDigestReads(database, liveness, counts),
  };
};
