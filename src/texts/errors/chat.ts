import { defineTexts } from '../locale.ts';

interface UncheckedApp {
  readonly platform: string;
  readonly needs: readonly string[];
  readonly token: { readonly variable: string; readonly madeAt: string };
}

/** What goes wrong on chat platforms. */
export const chatErrors = defineTexts({
  en: {
    'file-too-large-for-chat': ({ megabytes, command }: { megabytes: number; command: string }) =>
      `The file has more than ${megabytes} MB, too much for a chat. Make it on the command line: flames ${command}.`,
    'not-yours-to-confirm': ({ name }: { name: string }) =>
      `Only ${name}, who asked for it, can confirm this.`,
    'old-button': () => 'This button is not known any more. Type the command instead.',
    'asked-too-long-ago': ({ what }: { what: string }) =>
      `I was stopped before I could do this (${what}), and for more than an hour, so I left it. Ask again if you still want it.`,
    'window-refused': () => 'The window did not open: it took too long. Try again.',
    'platform-refuses-token': ({ platform, reason }: { platform: string; reason: string }) =>
      `${platform} refuses the token (${reason}). Check its variable; "flames doctor" says more.`,
    'platform-refuses-intents': ({ platform, intents }: { platform: string; intents: readonly string[] }) =>
      `${platform} refuses the intents that the bot needs: ${intents.join(', ')}. Allow them on the application's page, "Bot".`,
    'platform-not-in-server': ({
      platform,
      server,
      invite,
    }: {
      platform: string;
      server: string;
      invite: string;
    }) => `The bot is not in the ${platform} server ${server}. Invite it: ${invite}`,
    'platform-lacks-permissions': ({
      place,
      permissions,
      invite,
    }: {
      place: string;
      permissions: readonly string[];
      invite: string;
    }) =>
      `In ${place} the bot lacks: ${permissions.join(', ')}. Give them to its role there, or invite it again: ${invite}`,
    'place-gone': ({ place }: { place: string }) =>
      `There is no channel ${place} that the bot can see. Name another in the configuration, or let the bot see it.`,
    'place-not-age-restricted': ({ place }: { place: string }) =>
      `People of any age read ${place}, and ballots show what models were lured into. Make it age-restricted in its settings.`,
    'platform-lacks-scopes': ({ platform, scopes }: { platform: string; scopes: readonly string[] }) =>
      `The ${platform} bot token lacks the scopes ${scopes.join(', ')}. Add them to the app under "OAuth & Permissions", then install it again.`,
    'app-token-lacks-scope': ({ scope }: { scope: string }) =>
      `The app-level token lacks the scope ${scope}. Make a new one with it under "Basic Information", "App-Level Tokens".`,
    'platform-app-lacks': ({ platform, missing }: { platform: string; missing: readonly string[] }) =>
      `The ${platform} app lacks: ${missing.join(', ')}. Put the manifest of this program in its "App Manifest", save, and install it again.`,
    'platform-app-unchecked': ({ platform, needs, token }: UncheckedApp) =>
      `Not checked: ${platform} tells an app's events and features only to a token of its own kind. Make one at ${token.madeAt} and set ${token.variable}, or look yourself whether the app has: ${needs.join(', ')}.`,
    'place-not-joined': ({ place }: { place: string }) =>
      `The bot is not in the channel ${place}. Type there: /invite @flames`,
    'place-shared-outside': ({ place }: { place: string }) =>
      `People of another organisation read the channel ${place}, so no ballots are posted there. Name another one in the configuration.`,
    'platform-served': ({ platform, home }: { platform: string; home: string }) =>
      `Another process already serves ${platform} with the database in ${home}. Stop it first.`,
    outsider: () => 'I am here for the people of this workspace only; you can read what I post.',
  },
  'zh-CN': {
    'file-too-large-for-chat': ({ megabytes, command }) =>
      `文件超过 ${megabytes} MB，聊天里放不下。请在命令行生成：flames ${command}。`,
    'not-yours-to-confirm': ({ name }) => `只有发起人 ${name} 可以确认。`,
    'old-button': () => '这个按钮已失效，请直接输入命令。',
    'asked-too-long-ago': ({ what }) =>
      `我还没来得及执行（${what}）就停了，而且停了一个多小时，所以没有执行。如果仍需要，请再发一次。`,
    'window-refused': () => '窗口没有打开：等待太久。请再试一次。',
    'platform-refuses-token': ({ platform, reason }) =>
      `${platform} 拒绝了令牌（${reason}）。请检查对应的环境变量；“flames doctor” 会给出更多说明。`,
    'platform-refuses-intents': ({ platform, intents }) =>
      `${platform} 拒绝了机器人需要的 intents：${intents.join('、')}。请在应用页面的 “Bot” 一栏中允许。`,
    'platform-not-in-server': ({ platform, server, invite }) =>
      `机器人不在 ${platform} 服务器 ${server} 中。请邀请它：${invite}`,
    'platform-lacks-permissions': ({ place, permissions, invite }) =>
      `机器人在 ${place} 中缺少权限：${permissions.join('、')}。请在那里授予它的角色，或重新邀请：${invite}`,
    'place-gone': ({ place }) => `机器人看不到频道 ${place}。请在配置中改用别的频道，或让机器人能看到它。`,
    'place-not-age-restricted': ({ place }) =>
      `任何年龄的人都能看到 ${place}，而投票会展示模型被诱导说出的内容。请在频道设置中设为年龄限制。`,
    'platform-lacks-scopes': ({ platform, scopes }) =>
      `${platform} 的 bot token 缺少这些 scope：${scopes.join('、')}。请在应用的 "OAuth & Permissions" 中添加并重新安装。`,
    'app-token-lacks-scope': ({ scope }) =>
      `应用级 token 缺少 scope ${scope}。请在 "Basic Information" 的 "App-Level Tokens" 中新建一个带它的 token。`,
    'platform-app-lacks': ({ platform, missing }) =>
      `${platform} 应用缺少：${missing.join('、')}。请把本程序的 manifest 放进应用的 "App Manifest"，保存并重新安装。`,
    'platform-app-unchecked': ({ platform, needs, token }) =>
      `未检查：${platform} 只向专门的 token 提供应用的事件与功能。请在 ${token.madeAt} 新建并设为 ${token.variable}，或自行确认应用具备：${needs.join('、')}。`,
    'place-not-joined': ({ place }) => `机器人不在频道 ${place} 中。请在那里输入：/invite @flames`,
    'place-shared-outside': ({ place }) =>
      `其他组织的人能看到频道 ${place}，因此不会在那里发布投票。请在配置中改用别的频道。`,
    'platform-served': ({ platform, home }) =>
      `另一个进程已在用 ${home} 中的数据库服务 ${platform}。请先停止它。`,
    outsider: () => '我只为本工作区的成员服务；你可以阅读我发布的内容。',
  },
});
