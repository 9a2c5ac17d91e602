import type { Config } from '../config.ts';
import type { SetAside } from '../evaluation/budget.ts';
import type { ModelTerms, Person, Run } from '../flames/run.ts';
import type { PublishedBoard } from '../history/published-board.ts';
import type { EventId, ScorerIdentity } from '../ids.ts';
import type { Member } from '../people-group.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { DigestReads } from '../ports/digest-reads.ts';
import type { ExportReads } from '../ports/export-reads.ts';
import type { Figures } from '../ports/figures.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { PeopleStore } from '../ports/people-store.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { PromptStore } from '../ports/prompt-store.ts';
import type { ReportReads } from '../ports/report-reads.ts';
import type { ReviewStore } from '../ports/review-store.ts';
import type { RunHistory } from '../ports/run-history.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import type { ScoreItem, Scorer, ScorerDescription } from '../ports/scorer.ts';
import type { ScorerRecords } from '../ports/scorer-records.ts';
import type { TargetModel } from '../ports/target-model.ts';
import type { PageAssets } from '../report/report-page.ts';
import type { ScorerPackage } from '../scoring/train-scorer.ts';
import type { LabelledResponse } from '../scoring/training/labelled-response.ts';
import type { Locale } from '../texts/locale.ts';
import type { Permission, Surface } from './command.ts';

/** The models of the configuration and the built-in ones. */
export interface ModelCatalogue {
  /** Their names, built-in ones last. */
  names(): readonly string[];
  /** The terms that a run freezes; undefined for a name that nobody configured. */
  terms(name: string): ModelTerms | undefined;
  /** Ready to ask. Throws a `UserError` when the key's variable is not set. */
  open(terms: ModelTerms): TargetModel;
  /** Contacts the endpoint, free of charge. Throws a `UserError` that says what to mend. */
  check(terms: ModelTerms): Promise<void>;
}

export type ScorerOrigin = 'built-in' | 'configuration' | 'trained' | 'fetched';

/** The scorers of the configuration, the built-in ones and those that the workspace trained. */
export interface ScorerCatalogue {
  names(): readonly string[];
  /** Who scores when nobody says: what the workspace switched to, else what the configuration says. */
  defaultName(): string;
  /** What the configuration says, whatever the workspace switched to. */
  configuredName(): string;
  origin(name: string): ScorerOrigin;
  /** The folder of a scorer that the workspace trains under this name. */
  trainedFolder(name: string): string;
  /** What a card says of it; reads a package's manifest, loads no weights. Throws a `UserError` when it cannot work. */
  describe(name: string): Promise<ScorerDescription>;
  /**
   * What a scorer asks for each response, in USD, on the high side: 0 for those that cost nothing, null where an endpoint
   * has no price.
   */
  estimate(name: string): Promise<(item: ScoreItem) => number | null>;
  /** Ready to score; the caller closes it. */
  open(name: string): Promise<Scorer>;
  /** Contacts its endpoints, free of charge; nothing to do for a scorer without. Throws a `UserError` that says what to mend. */
  check(name: string): Promise<void>;
}

export interface Files {
  /** The text of a UTF-8 file. Throws a `UserError` when it cannot be read. */
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Writes a file whole or not at all, in parts as they come. Throws a `UserError` when it cannot be written. */
  writeText(path: string, text: string | Iterable<string>): Promise<void>;
  writeBytes(path: string, bytes: Uint8Array): Promise<void>;
}

export interface Downloads {
  /**
   * The bytes at an address. A broken download is kept under `key` and goes on where it stopped, now or at the next call.
   * Throws a `UserError` when the address cannot be read.
   */
  get(url: string, key: string): Promise<Uint8Array>;
  /** The same into a file, of any size up to `mostBytes`. */
  save(url: string, file: string, mostBytes: number): Promise<void>;
}

/** A scorer's package that somebody else made. */
export interface FetchRequest {
  /** A folder, or the address of one or of its manifest. */
  readonly from: string;
  /** Where it goes. */
  readonly folder: string;
  /** Of its manifest, which names the others; absent: whatever is there. */
  readonly sha256?: string;
}

export interface FetchedPackage {
  readonly licence: string;
  /** Of its manifest. */
  readonly sha256: string;
  /** False when the same package was there before. */
  readonly added: boolean;
}

export interface ScorerPackages {
  /** The identity that a trained scorer has once it is written. */
  identify(scorer: ScorerPackage): Promise<ScorerIdentity>;
  /** Writes a trained scorer as a folder. Throws a `UserError` when it cannot be written. */
  write(folder: string, scorer: ScorerPackage): Promise<void>;
  /**
   * Brings a package, each file of it checked against the manifest, whole or not at all; a broken download goes on where it
   * stopped at the next call. Throws a `UserError` when it cannot be read, is another than `sha256` says, or another package
   * is in the place.
   */
  fetch(request: FetchRequest): Promise<FetchedPackage>;
}

/** One thing that `doctor` looked at: what it is, the mend when it does not work, and what speaks against it when it does. */
export interface Check {
  readonly what: string;
  readonly problem: string | null;
  readonly warning: string | null;
}

export interface WorkOptions {
  /** Ask again what has failed. */
  readonly retryFailed: boolean;
}

/** What a command works with. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly prompts: PromptStore;
  readonly runs: RunStore;
  readonly reviews: ReviewStore;
  readonly history: RunHistory;
  readonly exports: ExportReads;
  readonly people: PeopleStore;
  readonly reports: ReportReads;
  readonly digests: DigestReads;
  readonly schedules: ScheduleStore;
  /** What is put here reaches its channel through the bot that serves it. */
  readonly posts: Pick<OutboxStore, 'put'>;
  readonly scorerRecords: ScorerRecords;
  /** What is under way in this process counts against the cap of a day. */
  readonly setAside: SetAside;
  readonly models: ModelCatalogue;
  readonly scorers: ScorerCatalogue;
  readonly files: Files;
  readonly downloads: Downloads;
  readonly packages: ScorerPackages;
  readonly pictures: Pictures;
  readonly figures: Figures;
  /** Files that posts carry. */
  readonly attachments: FileStore;
  /** Who calls, from where, in which language. */
  readonly by: Person;
  /** Groups or roles that the platform says the caller has. */
  readonly groups: readonly string[];
  readonly surface: Surface;
  readonly locale: Locale;
  /** Where the platform knows the caller's. */
  readonly timeZone?: string;
  readonly event: EventId;
  /** When the caller acted, where the platform says so; otherwise it was now. */
  readonly actedAt?: Date;
  /** Whether the caller has a right, or somebody in whose name the caller acts. */
  may(permission: Permission, other?: Member): boolean;
  readonly replyTo?: Address;
  /** Aborts when the person or the machine asks the program to stop. */
  stopping(): AbortSignal;
  /**
   * Copies the database to a file while it is in use. Throws a `UserError` when the file exists or cannot be written.
   */
  backUp(file: string): Promise<void>;
  /** What to type in the shell that this program runs in to call it: `flames`, or `node bin/flames`. */
  calledAs(): string;
  /** Looks at everything that a run needs, one check after the other. */
  checkUp(): AsyncIterable<Check>;
  /** What stands in every report beside its data. */
  pageAssets(): Promise<PageAssets>;
  /** The figures that the benchmark's authors published. */
  publishedBoard(): Promise<PublishedBoard>;
  /** The labelled responses that come with the program, its training part. */
  labelledSet(): Promise<readonly LabelledResponse[]>;
  /** Works on a run until it ends; gives the run as it then is. */
  work(run: Run, options: WorkOptions): Promise<Run>;
}
