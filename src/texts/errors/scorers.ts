import { defineTexts } from '../locale.ts';
import type { Sayable } from '../problems.ts';
import { hint, hintZh, list, listZh } from './phrases.ts';
import { reasonZh } from './reasons.ts';

/** What goes wrong with scorers and what they are measured and trained on. */
export const scorersErrors = defineTexts({
  en: {
    'unknown-scorer': ({
      name,
      nearest,
      known,
    }: {
      name: string;
      nearest: string | undefined;
      known: readonly string[];
    }) => `There is no scorer "${name}".${hint(nearest)} There are: ${list(known)}.`,
    'bad-labelled-file': ({ file, problems }: { file: string; problems: readonly string[] }) =>
      `${file}: ${problems.length} bad line${problems.length === 1 ? '' : 's'}, nothing was done: ${problems.join('; ')}.`,
    'empty-labelled-file': ({ file }: { file: string }) => `${file} has no lines; nothing was done.`,
    'mixed-labelled-file': ({ file }: { file: string }) =>
      `${file} has lines with "label" and lines with "harmful"; measure them as two files.`,
    'chosen-scorer-gone': ({ name, known }: { name: string; known: readonly string[] }) =>
      `The workspace's scorer "${name}" is gone. Put it back, take the switch back with "flames scorers rollback", or switch to one of ${list(known)}.`,
    'nothing-to-roll-back': ({ name }: { name: string }) =>
      `Nobody switched the scorer: "${name}" is the configuration's. Switch with "flames scorers switch NAME".`,
    'scorer-name-taken': ({ name }: { name: string }) =>
      `There is a scorer "${name}" already, and runs may hold to it; choose another name.`,
    'scorer-folder-taken': ({ name, folder }: { name: string; folder: string }) =>
      `Another scorer "${name}" is in ${folder}, and runs may hold to it; choose another name.`,
    'train-from-what': () =>
      'Say what to train on, one of the two: a file of labelled responses, or --from annotations for what your team settled.',
    'trained-where': () => 'Say what to call the scorer and where to write it: --name NAME --out FOLDER.',
    'trained-goes-home': () =>
      'A scorer trained --from annotations is kept with the workspace; leave out --out and --evaluate.',
    'too-few-annotations': ({ rows, labels }: { rows: number; labels: number }) =>
      `People have settled ${rows} response${rows === 1 ? '' : 's'} outside of audits, with ${labels} different label${labels === 1 ? '' : 's'}; training takes 100 and at least two different labels. Audit labels are kept for measuring.`,
    'no-audit-labels': () =>
      'Nobody has settled an audit label yet, and scorers are compared on those. Put responses before people: "flames review audit RUN --more N".',
    'nothing-both-scored': ({ a, b }: { a: string; b: string }) =>
      `"${a}" and "${b}" scored none of the audit labels both, so there is nothing to compare.`,
    'too-few-labels': ({ rows, labels }: { rows: number; labels: number }) =>
      `${rows} labelled response${rows === 1 ? '' : 's'} with ${labels} different label${labels === 1 ? '' : 's'} cannot train a scorer: it takes 100 and at least two different labels.`,
    'too-few-beside-audits': ({
      file,
      audited,
      rows,
      least,
    }: {
      file: string;
      audited: number;
      rows: number;
      least: number;
    }) =>
      `An audit of this workspace holds the responses of ${audited} row${audited === 1 ? '' : 's'} of ${file}, and audits only evaluate; ${rows} row${rows === 1 ? ' is' : 's are'} left, and training takes ${least}. Add responses that no audit holds.`,
    'evaluation-prompt-trained': ({ prompt }: { prompt: string }) =>
      `A prompt is in the training rows and in the evaluation rows, so the quality would mean nothing: ${prompt.slice(0, 60)}`,
    'scorer-package-missing': ({ folder, file }: { folder: string; file: string }) =>
      `There is no scorer in ${folder}: ${file} is missing. Name the folder of a scorer, or make one with "flames scorers train".`,
    'scorer-package-broken': ({ folder, file, reason }: { folder: string; file: string; reason: string }) =>
      `The scorer in ${folder} is damaged: ${file} ${reason}. Copy the folder again, or train it again with "flames scorers train".`,
    'scorer-package-foreign': ({ folder, reason }: { folder: string; reason: Sayable }) =>
      `The scorer in ${folder} is not one that this version can use: ${reason.in('en')}.`,
    'scorer-needs-memory': ({
      folder,
      needed,
      available,
    }: {
      folder: string;
      needed: string;
      available: string;
    }) =>
      `The scorer in ${folder} takes ${needed} GB of memory and ${available} GB are free. Free some, use a machine with more, or export it as int4.`,
    'execution-provider-missing': ({ provider, known }: { provider: string; known: readonly string[] }) =>
      `onnxruntime cannot run on "${provider}" here; set executionProvider to one of: ${list(known)}.`,
    'scorer-changed': ({ id, scorer }: { id: string; scorer: string }) =>
      `The scorer "${scorer}" is not the one that ${id} began with; put the old one back, or start a new run.`,
    'scorer-differs-here': ({
      folder,
      difference,
      tolerance,
    }: {
      folder: string;
      difference: number;
      tolerance: number;
    }) =>
      `${folder} gives other probabilities on this machine than where it was made (by up to ${difference.toFixed(4)}, ${tolerance} is allowed); do not compare its labels, train it again here.`,
    'measuring-needs-yes': ({
      scorers,
      responses,
      estimate,
      limit,
    }: {
      scorers: readonly string[];
      responses: number;
      estimate: string;
      limit: string;
    }) =>
      `Asking ${list(scorers)} about ${responses} labelled responses may cost about ${estimate}, above the ${limit} of limits.confirmAboveUsd. Add --yes to go on.`,
    'day-cap-reached': ({ name, usd }: { name: string; usd: string }) =>
      `"${name}" costs money to measure, and what is left of the cost limit of a day (${usd}) is not enough for one response; try again later, or raise limits.costPerDayUsd.`,
  },
  'zh-CN': {
    'unknown-scorer': ({ name, nearest, known }) =>
      `没有评分器“${name}”。${hintZh(nearest)}可用：${listZh(known)}。`,
    'bad-labelled-file': ({ file, problems }) =>
      `${file}：有 ${problems.length} 行错误，什么都没有做：${problems.join('；')}。`,
    'empty-labelled-file': ({ file }) => `${file} 没有内容；什么都没有做。`,
    'mixed-labelled-file': ({ file }) =>
      `${file} 里有的行是 "label"，有的行是 "harmful"；请分成两个文件评估。`,
    'chosen-scorer-gone': ({ name, known }) =>
      `工作区的评分器“${name}”不见了。请恢复它，用 “flames scorers rollback” 撤回切换，或切换到：${listZh(known)}。`,
    'nothing-to-roll-back': ({ name }) =>
      `没有切换过评分器：“${name}”来自配置。切换请用 “flames scorers switch NAME”。`,
    'scorer-name-taken': ({ name }) => `已有评分器“${name}”，可能有运行依赖它；请换一个名称。`,
    'scorer-folder-taken': ({ name, folder }) =>
      `${folder} 里已有另一个评分器“${name}”，可能有运行依赖它；请换一个名称。`,
    'train-from-what': () =>
      '请指明训练数据，二选一：一个已标注回复的文件，或 --from annotations（团队已定的标签）。',
    'trained-where': () => '请指明评分器的名称和写入位置：--name NAME --out FOLDER。',
    'trained-goes-home': () =>
      '用 --from annotations 训练的评分器保存在工作区里；请去掉 --out 和 --evaluate。',
    'too-few-annotations': ({ rows, labels }) =>
      `审计之外已定的回复有 ${rows} 条、${labels} 种标签；训练至少需要 100 条和两种不同的标签。审计标签只用于测量。`,
    'no-audit-labels': () =>
      '还没有已定的审计标签，而评分器要在这些标签上比较。请先交人工审计：“flames review audit RUN --more N”。',
    'nothing-both-scored': ({ a, b }) => `“${a}”和“${b}”没有都评过分的审计标签，无法比较。`,
    'too-few-labels': ({ rows, labels }) =>
      `${rows} 条已标注的回答、${labels} 种标签，不足以训练评分器：至少需要 100 条和两种不同的标签。`,
    'too-few-beside-audits': ({ file, audited, rows, least }) =>
      `${file} 中有 ${audited} 行的回复在本工作区的审计里，审计只用于测量；剩下 ${rows} 行，而训练至少需要 ${least} 行。请补充不在审计中的回复。`,
    'evaluation-prompt-trained': ({ prompt }) =>
      `有一个题目同时在训练和评估数据里，测得的质量没有意义：${prompt.slice(0, 60)}`,
    'scorer-package-missing': ({ folder, file }) =>
      `${folder} 里没有评分器：缺少 ${file}。请指定评分器所在的文件夹，或用 “flames scorers train” 训练一个。`,
    'scorer-package-broken': ({ folder, file, reason }) =>
      `${folder} 里的评分器已损坏：${file} ${reasonZh(reason)}。请重新复制该文件夹，或用 “flames scorers train” 重新训练。`,
    'scorer-package-foreign': ({ folder, reason }) =>
      `此版本无法使用 ${folder} 里的评分器：${reason.in('zh-CN')}。`,
    'scorer-needs-memory': ({ folder, needed, available }) =>
      `${folder} 里的评分器需要 ${needed} GB 内存，现在只剩 ${available} GB。请腾出内存、换一台内存更大的机器，或导出为 int4。`,
    'execution-provider-missing': ({ provider, known }) =>
      `onnxruntime 在这里无法使用“${provider}”；请把 executionProvider 设为其中之一：${list(known)}。`,
    'scorer-changed': ({ id, scorer }) =>
      `评分器“${scorer}”与 ${id} 开始时的不同；请恢复原来的评分器，或另起一次运行。`,
    'scorer-differs-here': ({ folder, difference, tolerance }) =>
      `${folder} 在这台机器上给出的概率与制作时不同（最多相差 ${difference.toFixed(4)}，允许 ${tolerance}）；请不要比较它的标签，在这里重新训练。`,
    'measuring-needs-yes': ({ scorers, responses, estimate, limit }) =>
      `请 ${listZh(scorers)} 评 ${responses} 条已标注回复预计花费约 ${estimate}，超过 limits.confirmAboveUsd 的 ${limit}。要继续请加 --yes。`,
    'day-cap-reached': ({ name, usd }) =>
      `测量“${name}”要花钱，而每日费用上限（${usd}）所剩不够评一条回复；请稍后再试，或调高 limits.costPerDayUsd。`,
  },
});
