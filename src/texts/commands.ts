import { defineTexts } from './locale.ts';

interface SetValues {
  readonly name: string;
  readonly prompts: string;
  readonly sha256: string;
}

/** Words of the lists and receipts that commands give. */
export const commandTexts = defineTexts({
  en: {
    run: 'Run',
    runs: 'Runs',
    model: 'Model',
    subset: 'Prompts',
    state: 'State',
    done: 'Done',
    name: 'Name',
    prompts: 'Prompts',
    source: 'Source',
    noRuns: 'No runs yet. Start one: evaluate baseline-refuse smoke',
    promptSets: 'Prompt sets',
    modelsTitle: 'Models',
    servedAs: 'Served as',
    price: 'USD per million tokens, in / out',
    builtIn: 'built in',
    noPrice: 'cost unknown',
    scorersTitle: 'Scorers',
    promptsAdded: ({ name, prompts, sha256 }: SetValues) =>
      `Prompt set "${name}" is installed: ${prompts} prompts, sha256 ${sha256}.`,
    promptsThere: ({ name, prompts, sha256 }: SetValues) =>
      `Prompt set "${name}" was installed already: ${prompts} prompts, sha256 ${sha256}.`,
    cancelRequested: ({ id }: { id: string }) => `${id} is asked to stop; what it has obtained stays.`,
    cancelled: ({ id }: { id: string }) => `${id} is cancelled; what it has obtained stays.`,
    invalidated: ({ id }: { id: string }) =>
      `${id} is marked invalid: kept, and left out of comparisons, boards and digests.`,
    sideBySide: 'Harmless rate side by side (95 % interval)',
    migrated: 'The database is up to date.',
    backedUp: 'The database was copied to ',
    backupUse:
      'To restore it: stop the bot, remove flames.db, flames.db-wal and flames.db-shm, put the copy in the place of flames.db, and start again.',
    backupScorers:
      'Scorers that the workspace trained are folders beside the database and not in the copy; copy FLAMES_HOME/scorers too: ',
    measuredOn: ({ n }: { n: string }) => `Measured on ${n} labelled responses`,
    majority: 'majority',
    refusalRule: 'refusal rule',
    confusion: 'Labels as given (rows) and as the scorer says (columns):',
    accuracyLine: ({
      accuracy,
      auc,
      ece,
      unscored,
    }: {
      accuracy: string;
      auc: string;
      ece: string;
      unscored: string;
    }) => `Accuracy ${accuracy} · AUC ${auc} · ECE ${ece} · unscored ${unscored}`,
    trained: ({ name, rows, folder }: { name: string; rows: string; folder: string }) =>
      `Scorer "${name}" was trained on ${rows} responses and written to ${folder}.`,
    doctorTitle: 'What works and what needs mending',
    doctorGood: 'All is well.',
    doctorBad: ({ problems }: { problems: number }) =>
      `${problems} thing${problems === 1 ? ' needs' : 's need'} mending.`,
    brokenUnexpectedly: ({ what }: { what: string }) => `Something broke that should not have: ${what}`,
    bars: 'Bars of --fail-under',
    bar: 'Bar',
    upperLimit: 'Upper 95 % limit',
    passed: 'Reached',
    below: 'below',
    missed: ({ names }: { names: string }) => `Below the bar of --fail-under: ${names}.`,
    progress: ({
      done,
      total,
      failed,
      left,
      cost,
    }: {
      done: string;
      total: string;
      failed: string;
      left: string;
      cost: string;
    }) => `${done}/${total} · failed ${failed} · ${left} left · ${cost}`,
    measuring: "measuring the scorer on your people's labels",
    shortPart: ({ word, asked, available }: { word: string; asked: number; available: number }) =>
      `"${word}" has ${available} prompts, not ${asked}: all of them are asked.`,
  },
  'zh-CN': {
    run: '运行',
    runs: '运行',
    model: '模型',
    subset: '题目',
    state: '状态',
    done: '进度',
    name: '名称',
    prompts: '题数',
    source: '来源',
    noRuns: '还没有运行。可以这样开始：evaluate baseline-refuse smoke',
    promptSets: '题库',
    modelsTitle: '模型',
    servedAs: '服务端名称',
    price: '每百万词元的美元价格（输入 / 输出）',
    builtIn: '内置',
    noPrice: '费用未知',
    scorersTitle: '评分器',
    promptsAdded: ({ name, prompts, sha256 }) => `题库“${name}”已安装：${prompts} 题，sha256 ${sha256}。`,
    promptsThere: ({ name, prompts, sha256 }) => `题库“${name}”之前已安装：${prompts} 题，sha256 ${sha256}。`,
    cancelRequested: ({ id }) => `已要求 ${id} 停止；已取得的结果会保留。`,
    cancelled: ({ id }) => `${id} 已取消；已取得的结果会保留。`,
    invalidated: ({ id }) => `${id} 已标记为无效：数据保留，但不再出现在比较、榜单和摘要中。`,
    sideBySide: '无害率并列对比（95% 区间）',
    migrated: '数据库已是最新版本。',
    backedUp: '数据库已复制到 ',
    backupUse:
      '恢复方法：先停止机器人，删除 flames.db、flames.db-wal 和 flames.db-shm，把副本放到 flames.db 的位置，再启动。',
    backupScorers: '工作区训练的评分器是数据库旁的文件夹，不在这份副本里；请同时复制 FLAMES_HOME/scorers：',
    measuredOn: ({ n }) => `在 ${n} 条标注回复上的测量`,
    majority: '多数类',
    refusalRule: '拒答规则',
    confusion: '已有标签（行）与评分器的标签（列）：',
    accuracyLine: ({ accuracy, auc, ece, unscored }) =>
      `准确率 ${accuracy} · AUC ${auc} · ECE ${ece} · 未评分 ${unscored}`,
    trained: ({ name, rows, folder }) => `评分器“${name}”已用 ${rows} 条回复训练，并写入 ${folder}。`,
    doctorTitle: '运行状况与需要修正之处',
    doctorGood: '一切正常。',
    doctorBad: ({ problems }) => `有 ${problems} 处需要修正。`,
    brokenUnexpectedly: ({ what }) => `出现了意外错误：${what}`,
    bars: '--fail-under 的标准',
    bar: '标准',
    upperLimit: '95% 上限',
    passed: '是否达到',
    below: '低于标准',
    missed: ({ names }) => `低于 --fail-under 的标准：${names}。`,
    progress: ({ done, total, failed, left, cost }) =>
      `${done}/${total} · 失败 ${failed} · 还需 ${left} · ${cost}`,
    measuring: '正在用你们的人工标签测量评分器',
    shortPart: ({ word, asked, available }) => `“${word}”只有 ${available} 题，不足 ${asked}：将全部提问。`,
  },
});

/** One line of help for each command. */
export const summaryTexts = defineTexts({
  en: {
    evaluate: 'run the benchmark on a model and show its scorecard',
    resume: 'go on with a run after a stop or crash, or top it up to a larger subset',
    status: 'what is going on',
    cancel: 'stop a run for good; what it obtained stays',
    scorecard: 'show a scorecard again',
    report: 'every response of a run in one file for your browser, sent to you alone',
    compare: 'what moved between two runs or models, and whether by more than chance',
    leaderboard: 'the latest completed run of each model, and the published board',
    digest: 'what ran, what moved and what comes next, of the last 7 days',
    scheduleAdd: 'let a digest or an evaluation recur: digest every Monday 09:00',
    scheduleList: 'what recurs, and when next',
    schedulePause: 'do nothing for a while',
    scheduleResume: 'go on with a paused schedule',
    scheduleRemove: 'let something recur no more',
    models: 'the models that can be evaluated',
    import: 'take responses made elsewhere (JSONL) as a run',
    export: 'responses, annotations, votes, flags or the log as a file: jsonl, csv or label-studio',
    promptsList: 'the installed prompt sets',
    promptsImport: "add a prompt set from a file in Flames' format",
    promptsFetch: 'download the 1,000 public prompts and check them',
    scorersList: 'who scores, how good the scorers are, and on how many labels',
    scorersSwitch: 'make another scorer score from now on',
    scorersRollback: 'take the latest switch of the scorer back',
    scorersCompare: 'two scorers on the audit labels that your team settled',
    scorersEvaluate: 'measure a scorer on labelled responses',
    scorersFetch: 'bring a scorer that somebody else made, and check it',
    scorersTrain:
      'train a scorer on what your team settled (--from annotations), or on a file of labelled responses',
    reviewList: 'the review queue: responses that wait for people, and those that people settled',
    reviewNext: 'the next response that waits for your vote',
    reviewVote: 'vote on a flag: 3, 2, 1, skip, unsure or withdraw',
    reviewAdjudicate: 'decide a flag on which people did not agree',
    reviewHistory: 'every label that a flagged response was given, and by whom',
    reviewAudit: 'put N more random responses of each dimension of a run before people',
    reviewReport: 'how far people agree, with each other and with the scorers',
    reviewForget: 'erase who a voter is; the votes stay',
    doctor: 'check configuration, keys, scorers and database, and say what to mend',
    invalidate: 'mark a run invalid: kept, and left out everywhere',
    demo: 'evaluate the built-in models on the sample prompts',
    migrate: 'upgrade the database',
    backup: 'copy the database to a file, also while the bot runs',
    start: 'the bot on every platform that is set up; with none, the terminal chat',
    chat: 'the bot in this terminal',
    worker: 'score for a bot elsewhere, through REDIS_URL',
    help: 'what can be done here',
  },
  'zh-CN': {
    evaluate: '在一个模型上运行基准测试并给出成绩单',
    resume: '中断后继续一次运行，或扩充到更大的子集',
    status: '查看当前状况',
    cancel: '彻底停止一次运行；已取得的结果会保留',
    scorecard: '再次查看成绩单',
    report: '一次运行的全部回复，做成一个可用浏览器打开的文件，只发给你',
    compare: '两次运行或两个模型之间的变化，以及是否超出偶然',
    leaderboard: '每个模型最近完成的运行，以及已发布的榜单',
    digest: '最近 7 天的运行、变化和接下来的安排',
    scheduleAdd: '定期发摘要或评测：digest 每周一 9:00',
    scheduleList: '有哪些日程，下一次在何时',
    schedulePause: '暂停一个日程',
    scheduleResume: '恢复已暂停的日程',
    scheduleRemove: '删除一个日程',
    models: '可以评测的模型',
    import: '把别处生成的回复（JSONL）作为一次运行导入',
    export: '把回复、标注、投票、条目或操作记录导出为文件：jsonl、csv 或 label-studio',
    promptsList: '已安装的题库',
    promptsImport: '从 Flames 格式的文件添加题库',
    promptsFetch: '下载 1,000 道公开题目并校验',
    scorersList: '当前评分器、各评分器的质量及其标签数',
    scorersSwitch: '改由另一个评分器评分',
    scorersRollback: '撤回最近一次评分器切换',
    scorersCompare: '比较两个评分器在团队审计标签上的表现',
    scorersEvaluate: '在标注回复上测量评分器',
    scorersFetch: '获取他人制作的评分器并校验',
    scorersTrain: '用团队已定的标签（--from annotations）或标注回复文件训练评分器',
    reviewList: '待审队列：等待人工判断和已有结论的回复',
    reviewNext: '下一条等你投票的回复',
    reviewVote: '对条目投票：3、2、1、skip、unsure 或 withdraw',
    reviewAdjudicate: '裁决意见不一致的条目',
    reviewHistory: '一条回复得到过的全部标签及其来源',
    reviewAudit: '从一次运行的每个维度再随机抽取 N 条交人工审计',
    reviewReport: '人员之间、人员与评分器之间的一致程度',
    reviewForget: '抹去一位投票者的身份；投票保留',
    doctor: '检查配置、密钥、评分器和数据库，并说明如何修正',
    invalidate: '把一次运行标记为无效：保留数据，但不再使用',
    demo: '用示例题目评测内置模型',
    migrate: '升级数据库',
    backup: '把数据库复制到文件，机器人运行时也可以',
    start: '在所有已配置的平台上启动机器人；没有时在终端聊天',
    chat: '在本终端与机器人聊天',
    worker: '通过 REDIS_URL 为别处的机器人评分',
    help: '这里可以做什么',
  },
});

export type CommandTextKey = keyof (typeof summaryTexts)['en'];

/** One line of help for each group of commands. */
export const groupTexts = defineTexts({
  en: {
    review: 'the review queue: vote on responses, decide, look at the agreement',
    schedule: 'digests and evaluations that recur',
    prompts: 'prompt sets: list, import, fetch',
    scorers: 'who scores: list, switch, measure, train, fetch',
  },
  'zh-CN': {
    review: '审核队列：给回复投票、裁决、查看一致程度',
    schedule: '定期的摘要和评测',
    prompts: '题库：列出、导入、获取',
    scorers: '由谁评分：列出、切换、测量、训练、获取',
  },
});
