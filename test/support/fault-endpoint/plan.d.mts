/** Everything that goes wrong. */
export declare const FAULTS: readonly string[];
