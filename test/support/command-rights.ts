/** What each command of the chat needs. A new command is written down here on purpose. */
export const NEEDS: Readonly<Record<string, string>> = {
  evaluate: 'evaluate',
  resume: 'evaluate',
  status: 'anyone',
  cancel: 'cancel',
  scorecard: 'anyone',
  report: 'export',
  'review list': 'anyone',
  'review next': 'anyone',
  'review vote': 'anyone',
  'review adjudicate': 'adjudicate',
  'review history': 'anyone',
  'review audit': 'adjudicate',
  'review report': 'anyone',
  'review forget': 'adjudicate',
  compare: 'anyone',
  leaderboard: 'anyone',
  digest: 'anyone',
  'schedule add': 'evaluate',
  'schedule list': 'anyone',
  'schedule pause': 'evaluate',
  'schedule resume': 'evaluate',
  'schedule remove': 'evaluate',
  models: 'anyone',
  export: 'export',
  'scorers list': 'anyone',
  'scorers switch': 'scorers',
  'scorers rollback': 'scorers',
  'scorers compare': 'scorers',
  invalidate: 'cancel',
  help: 'anyone',
};

/** A call that would do something, for the commands that not everybody may use. */
export const CALLS: Readonly<Record<string, string>> = {
  evaluate: 'baseline-echo smoke --scorer refusal-rule',
  resume: 'RUN full',
  cancel: 'RUN',
  report: 'RUN',
  'review adjudicate': 'f1 3',
  'review audit': 'RUN --more 1',
  'review forget': 'ann',
  'schedule add': 'nightly digest every Monday 09:00',
  'schedule pause': 'nightly',
  'schedule resume': 'nightly',
  'schedule remove': 'nightly',
  export: 'responses',
  'scorers switch': 'refusal-rule',
  'scorers rollback': '',
  'scorers compare': 'embedded refusal-rule',
  invalidate: 'RUN because it is wrong',
};

export const RIGHTS = ['evaluate', 'cancel', 'export', 'adjudicate', 'scorers'] as const;
/** A configuration that gives every right to one group. */
export const onlyFor = (group: object) => ({
  permissions: Object.fromEntries(RIGHTS.map((right) => [right, group])),
});
