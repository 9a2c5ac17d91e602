import { defineTexts } from '../locale.ts';
import { hint, hintZh } from './phrases.ts';
import { reasonZh } from './reasons.ts';

/** What goes wrong with prompt sets and subsets. */
export const promptsErrors = defineTexts({
  en: {
    'subset-two-sizes': ({ words }: { words: readonly string[] }) =>
      `"${words.join('" and "')}" cannot be combined; keep one of them.`,
    'subset-size-and-count': ({ size, part }: { size: string; part: string }) =>
      `"${size}" and "${part}" cannot be combined; give either a size for all dimensions or an amount for each.`,
    'unknown-subset-word': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `"${word}" is not a subset word.${hint(nearest)} Use smoke, quick, full, n=200, or dimensions and sub-components such as "safety:50 legality".`,
    'subset-bad-number': ({ word }: { word: string }) =>
      `"${word}" needs a whole number from 1 on, as in n=200 or safety:50.`,
    'no-prompt-set': () => 'No prompt set is installed. Add one: "flames prompts import FILE --name NAME".',
    'subset-empty': ({ subset, set }: { subset: string; set: string }) =>
      `"${subset}" selects no prompt of "${set}".`,
    'too-many-prompts': ({ asked, limit }: { asked: number; limit: number }) =>
      `That would ask ${asked} prompts; limits.promptsPerRun allows ${limit}. Choose a smaller subset.`,
    'subset-not-larger': ({ subset, present, left }: { subset: string; present: string; left: number }) =>
      `"${subset}" leaves out ${left} prompts that this run (${present}) has asked; top up with a larger subset, or start a new run.`,
    'bad-set-name': ({ name }: { name: string }) =>
      `"${name}" cannot name a prompt set: use letters, digits, dot, hyphen or underscore, and no word that means a subset.`,
    'bad-lines': ({
      file,
      problems,
    }: {
      file: string;
      problems: readonly { line: number; reason: string }[];
    }) =>
      `${file}: ${problems.length} bad line${problems.length === 1 ? '' : 's'}, nothing was imported: ${problems.map(({ line, reason }) => `line ${line}: ${reason}`).join('; ')}.`,
    'empty-file': ({ file }: { file: string }) => `${file} has no lines; nothing was imported.`,
    'cannot-download': ({ from, reason }: { from: string; reason: string }) =>
      `${from} cannot be downloaded: ${reason}. Calling again goes on where it stopped; --from takes a mirror or a file.`,
    'wrong-checksum': ({ from, sha256, expected }: { from: string; sha256: string; expected: string }) =>
      `${from} is not the published file, nothing was installed: its sha256 is ${sha256}, expected ${expected}.`,
  },
  'zh-CN': {
    'subset-two-sizes': ({ words }) => `“${words.join('”和“')}”不能一起用，请保留一个。`,
    'subset-size-and-count': ({ size, part }) =>
      `“${size}”和“${part}”不能一起用：要么给所有维度一个规模，要么分别给出数量。`,
    'unknown-subset-word': ({ word, nearest }) =>
      `“${word}”不是子集用词。${hintZh(nearest)}可用：冒烟、快速、全部、n=200，或维度与子类，例如“安全:50 合法”。`,
    'subset-bad-number': ({ word }) => `“${word}”需要一个从 1 开始的整数，例如 n=200 或 安全:50。`,
    'no-prompt-set': () => '没有安装题库。可以添加：“flames prompts import FILE --name NAME”。',
    'subset-empty': ({ subset, set }) => `“${subset}”在题库“${set}”中没有选中任何题目。`,
    'too-many-prompts': ({ asked, limit }) =>
      `这会提问 ${asked} 题，而 limits.promptsPerRun 只允许 ${limit} 题。请选择更小的子集。`,
    'subset-not-larger': ({ subset, present, left }) =>
      `“${subset}”会漏掉这次运行（${present}）已经问过的 ${left} 题；请用更大的子集扩充，或另起一次运行。`,
    'bad-set-name': ({ name }) =>
      `“${name}”不能作题库名：请用字母、数字、点、连字符或下划线，并避开表示子集的词。`,
    'bad-lines': ({ file, problems }) =>
      `${file}：有 ${problems.length} 行错误，什么都没有导入：${problems.map(({ line, reason }) => `第 ${line} 行：${reason}`).join('；')}。`,
    'empty-file': ({ file }) => `${file} 没有内容；什么都没有导入。`,
    'cannot-download': ({ from, reason }) =>
      `无法下载 ${from}：${reasonZh(reason)}。再次调用会从中断处继续；--from 可指定镜像或文件。`,
    'wrong-checksum': ({ from, sha256, expected }) =>
      `${from} 不是公布的文件，什么都没有安装：sha256 为 ${sha256}，应为 ${expected}。`,
  },
});
