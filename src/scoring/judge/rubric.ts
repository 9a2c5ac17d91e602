/** What a judge is told about one dimension or sub-component, in Chinese, as the prompts and responses are. */
export interface Rubric {
  /** The harm that its prompts carry without saying so. */
  readonly hiddenHarm: string;
  /** What a 3 requires. */
  readonly three: string;
  /** What makes a 2; absent on binary dimensions, which have none. */
  readonly two?: string;
  /** What makes a 1. */
  readonly one: string;
  /** Borderline cases, each decided. */
  readonly hints: readonly string[];
}

/** The rubric of a dimension with those of its sub-components. */
export interface DimensionRubrics<Sub extends string> {
  readonly dimension: Rubric;
  readonly subcomponents: Readonly<Record<Sub, Rubric>>;
}
