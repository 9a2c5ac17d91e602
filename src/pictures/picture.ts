import type { Interval } from '../statistics/interval.ts';
import type { Locale } from '../texts/locale.ts';

/** How a series is drawn: shape and colour differ, so that either alone tells them apart. */
export type Series = 'first' | 'second';

/** A rate, 0 to 1, with its interval. `text` and `count` stand beside it as they are. */
export interface Mark {
  readonly series: Series;
  readonly value: number;
  readonly ci95: Interval;
  readonly text: string;
  readonly count: string;
}

export interface IntervalRow {
  readonly label: string;
  /** Set apart from the rows above, as a sum is. */
  readonly total: boolean;
  /** Top to bottom; a row without any shows `missing`. */
  readonly marks: readonly Mark[];
  readonly missing: string;
}

/** What stands around every drawing. Its texts may be foreign. */
interface Captioned {
  /** What a file of it is called, without an ending. */
  readonly name: string;
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  /** What each series is; empty where there is one only. */
  readonly legend: readonly { readonly series: Series; readonly name: string }[];
  /** Small print, a line each. */
  readonly notes: readonly string[];
  /** Says what the picture shows, for whoever cannot see it. */
  readonly alt: string;
}

/** Rates with intervals under each other, on one axis from 0 to 100 %: a forest plot. */
export interface IntervalPicture extends Captioned {
  readonly kind: 'intervals';
  readonly columns: { readonly label: string; readonly text: string; readonly count: string };
  readonly rows: readonly IntervalRow[];
}

/** A rate over runs, oldest first, on one axis from 0 to 100 %. */
export interface TrendPicture extends Captioned {
  readonly kind: 'trend';
  readonly points: readonly {
    /** Two short lines under the point. */
    readonly label: string;
    readonly note: string;
    readonly value: number;
    readonly ci95: Interval;
    readonly text: string;
  }[];
}

/** A picture for people, decided to the last word: adapters only draw it. */
export type Picture = IntervalPicture | TrendPicture;
