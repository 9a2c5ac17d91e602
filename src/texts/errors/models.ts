import { defineTexts } from '../locale.ts';
import { hint, hintZh, list, listZh } from './phrases.ts';

/** What goes wrong with models under test and with judges. */
export const modelsErrors = defineTexts({
  en: {
    'unknown-model': ({
      name,
      nearest,
      known,
    }: {
      name: string;
      nearest: string | undefined;
      known: readonly string[];
    }) => `There is no model "${name}".${hint(nearest)} Configured models: ${list(known)}.`,
    'missing-key': ({ name, variable }: { name: string; variable: string }) =>
      `"${name}" needs the environment variable ${variable}, which is not set.`,
    'endpoint-unreachable': ({ name, baseUrl, reason }: { name: string; baseUrl: string; reason: string }) =>
      `The endpoint of "${name}" cannot be reached (${reason}): check that ${baseUrl} is right and running.`,
    'endpoint-refuses-key': ({ name, baseUrl, status }: { name: string; baseUrl: string; status: number }) =>
      `${baseUrl} refuses the key of "${name}" (${status}): check the variable that its apiKeyEnv names.`,
    'endpoint-elsewhere': ({ name, baseUrl }: { name: string; baseUrl: string }) =>
      `${baseUrl} of "${name}" sends to another address: put the final address into baseUrl.`,
    'endpoint-fails': ({ name, baseUrl, status }: { name: string; baseUrl: string; status: number }) =>
      `${baseUrl} of "${name}" answers ${status}: look at that server.`,
    'judges-dead': ({ scorer, detail }: { scorer: string; detail: string }) =>
      `The judges of scorer "${scorer}" give no answers: ${detail} Mend the endpoint or its settings, then call again; a run goes on with "flames resume RUN".`,
    'judge-panel-size': ({
      scorer,
      minimumValid,
      asked,
    }: {
      scorer: string;
      minimumValid: number;
      asked: number;
    }) =>
      `Scorer "${scorer}" needs ${minimumValid} valid judgements and asks for ${asked}; set minimumValid between 1 and judges times samples.`,
    'model-not-configured': ({ name }: { name: string }) =>
      `The run's model "${name}" is not in the configuration any more; put its entry back to go on.`,
  },
  'zh-CN': {
    'unknown-model': ({ name, nearest, known }) =>
      `没有名为“${name}”的模型。${hintZh(nearest)}已配置的模型：${listZh(known)}。`,
    'missing-key': ({ name, variable }) => `“${name}”需要环境变量 ${variable}，但它没有设置。`,
    'endpoint-unreachable': ({ name, baseUrl, reason }) =>
      `无法连接“${name}”的端点（${reason}）：请检查 ${baseUrl} 是否正确、是否在运行。`,
    'endpoint-refuses-key': ({ name, baseUrl, status }) =>
      `${baseUrl} 拒绝了“${name}”的密钥（${status}）：请检查 apiKeyEnv 指定的环境变量。`,
    'endpoint-elsewhere': ({ name, baseUrl }) =>
      `“${name}”的 ${baseUrl} 会跳转到别的地址：请把最终地址写进 baseUrl。`,
    'endpoint-fails': ({ name, baseUrl, status }) =>
      `“${name}”的 ${baseUrl} 返回 ${status}：请查看那台服务器。`,
    'judges-dead': ({ scorer, detail }) =>
      `评分器“${scorer}”的评审模型没有给出回答：${detail} 请修好端点或其设置后重试；运行可用 “flames resume RUN” 继续。`,
    'judge-panel-size': ({ scorer, minimumValid, asked }) =>
      `评分器“${scorer}”需要 ${minimumValid} 个有效评审，却只请求 ${asked} 个；minimumValid 应在 1 与评审数乘以采样数之间。`,
    'model-not-configured': ({ name }) => `这次运行的模型“${name}”已不在配置中；恢复它的条目后才能继续。`,
  },
});
