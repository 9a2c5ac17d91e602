import type { Hindrance } from '../ports/work-queue.ts';
import { defineTexts, type Locale } from './locale.ts';

const texts = defineTexts({
  en: {
    'queue-unreachable': 'Scoring waits: Redis cannot be reached. It goes on by itself; nothing is lost.',
    'queue-refuses': ({ code }: { code: string }) =>
      `Scoring waits: Redis takes no batches (${code}). Look at its memory, disk and rights; then it goes on by itself, and nothing is lost.`,
    'no-worker': ({ scorer, version }: { scorer: string; version: string }) =>
      `Scoring waits: no worker has the scorer "${scorer}" in version ${version}. Start "flames worker" where that version is.`,
  },
  'zh-CN': {
    'queue-unreachable': '评分在等待：无法连接 Redis。恢复后会自动继续，不会丢失任何内容。',
    'queue-refuses': ({ code }) =>
      `评分在等待：Redis 不接受任务（${code}）。请检查它的内存、磁盘和权限；之后会自动继续，不会丢失任何内容。`,
    'no-worker': ({ scorer, version }) =>
      `评分在等待：没有 worker 拥有版本为 ${version} 的评分器“${scorer}”。请在装有该版本的机器上运行 “flames worker”。`,
  },
});

const SHOWN_OF_VERSION = 8;

/** Why scoring stands still, and the mend. */
export const hindranceText = (hindrance: Hindrance, locale: Locale): string => {
  if (hindrance.kind === 'queue-unreachable') return texts[locale][hindrance.kind];
  if (hindrance.kind === 'queue-refuses') return texts[locale][hindrance.kind](hindrance);
  const { kind, scorer, identity } = hindrance;
  return texts[locale][kind]({ scorer, version: identity.slice(0, SHOWN_OF_VERSION) });
};
