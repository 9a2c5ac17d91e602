import { defineTexts, type Locale } from '../locale.ts';
import type { Sayable } from '../problems.ts';
import { reasonZh } from './reasons.ts';

const said = (mistakes: readonly Sayable[], locale: Locale) => mistakes.map((mistake) => mistake.in(locale));

/** What goes wrong on the machine: configuration, database, files, threads, ports, Redis. */
export const operationErrors = defineTexts({
  en: {
    'bad-environment': ({ mistakes }: { mistakes: readonly Sayable[] }) =>
      `The environment needs mending: ${said(mistakes, 'en').join('; ')}.`,
    'bad-config': ({ path, mistakes }: { path: string; mistakes: readonly Sayable[] }) =>
      `${path} needs mending, nothing was started: ${said(mistakes, 'en').join('; ')}.`,
    'database-full': ({ path }: { path: string }) =>
      `The disk is full: ${path} could not be written. Nothing stored is lost; free some space and run it again.`,
    'database-read-only': ({ path }: { path: string }) =>
      `${path} is read-only: give this user the right to write it, or set FLAMES_HOME to another folder.`,
    'database-busy': ({ path }: { path: string }) =>
      `${path} is being written by another program and did not become free in time. Try again in a moment.`,
    'database-broken': ({ path }: { path: string }) =>
      `${path} is damaged or not a database of this program. Put it aside and restore a copy made by "flames backup".`,
    'database-disk-failed': ({ path }: { path: string }) =>
      `The disk or file system failed while reading or writing ${path}. Check the disk, then run it again.`,
    'database-folder': ({ path }: { path: string }) =>
      `${path} cannot be opened or made: its folder must exist and this user must have the right to write there, or set FLAMES_HOME to another folder.`,
    'newer-database': ({ path }: { path: string }) =>
      `${path} was written by a newer version of this program. Install that version; this one leaves the file as it is.`,
    'migration-refused': ({ path, because }: { path: string; because: string }) =>
      `The upgrade of ${path} was undone, nothing has changed: ${because}. Keep using the former version and report this.`,
    'backup-exists': ({ path }: { path: string }) =>
      `${path} exists already and is not overwritten: name another file.`,
    'backup-folder-missing': ({ folder }: { folder: string }) =>
      `There is no folder ${folder} for the copy: make it (mkdir -p "${folder}") or name a file elsewhere.`,
    'backup-folder-unusable': ({ folder }: { folder: string }) =>
      `${folder} takes no file from this user: give the right to write there, or name a file elsewhere.`,
    'clock-wrong': ({ year }: { year: number }) =>
      `The clock says that the year is ${year}: set the machine's time.`,
    'cannot-read': ({ file, reason }: { file: string; reason: string }) =>
      `${file} cannot be read: ${reason}.`,
    'cannot-write': ({ file, reason }: { file: string; reason: string }) =>
      `${file} cannot be written: ${reason}.`,
    'disk-too-full': ({
      folder,
      what,
      needed,
      available,
    }: {
      folder: string;
      what: string;
      needed: string;
      available: string;
    }) =>
      `${what} takes ${needed} GB and ${available} GB are free on the disk of ${folder}; free some, or set FLAMES_HOME to a folder on a larger disk.`,
    'threads-not-built': ({ file }: { file: string }) =>
      `${file} is missing: worker threads run compiled code. Run "npm run build" first.`,
    'picture-not-drawn': ({ reason }: { reason: string }) => `The picture cannot be drawn: ${reason}.`,
    'figures-not-computed': ({ reason }: { reason: string }) => `The figures cannot be computed: ${reason}.`,
    'port-unusable': ({ host, port }: { host: string; port: number }) =>
      `Port ${port} of ${host} cannot be used: set METRICS_PORT to a free one, or leave it out.`,
    'request-port-unusable': ({ platform, port }: { platform: string; port: number }) =>
      `Port ${port} cannot be used: set PORT to a free one, and let the requests of ${platform} come there.`,
    'nothing-to-start': ({ variables }: { variables: readonly string[] }) =>
      `There is nothing to start: no terminal, and no chat platform is set up. Set ${variables.join(', or ')}; or run "flames chat".`,
    'worker-needs-redis': () =>
      'A worker scores what a bot puts into Redis: set REDIS_URL, for example redis://127.0.0.1:6379, here and at the bot.',
    'worker-serves-nothing': ({ reasons }: { reasons: readonly string[] }) =>
      `No scorer can work here: ${reasons.join(' ')}`,
    'redis-unreachable': ({ seconds }: { seconds: number }) =>
      `Redis did not answer within ${seconds} seconds: check REDIS_URL, and that the server runs. Runs wait for it.`,
    'no-worker': ({ scorer, version }: { scorer: string; version: string }) =>
      `No worker has the scorer "${scorer}" in version ${version}: start "flames worker" where that version is. Runs wait for it.`,
  },
  'zh-CN': {
    'bad-environment': ({ mistakes }) => `环境变量需要修正：${said(mistakes, 'zh-CN').join('；')}。`,
    'bad-config': ({ path, mistakes }) =>
      `${path} 需要修正，尚未启动任何任务：${said(mistakes, 'zh-CN').join('；')}。`,
    'database-full': ({ path }) => `磁盘已满：无法写入 ${path}。已保存的内容没有丢失，请腾出空间后再运行。`,
    'database-read-only': ({ path }) =>
      `${path} 是只读的：请给当前用户写入权限，或把 FLAMES_HOME 设为其他文件夹。`,
    'database-busy': ({ path }) => `另一个程序正在写入 ${path}，没有及时空出来。请稍后再试。`,
    'database-broken': ({ path }) =>
      `${path} 已损坏，或不是本程序的数据库。请把它移开，并用 “flames backup” 做的副本恢复。`,
    'database-disk-failed': ({ path }) => `读写 ${path} 时磁盘或文件系统出错。请检查磁盘后再运行。`,
    'database-folder': ({ path }) =>
      `无法打开或创建 ${path}：所在文件夹必须存在，且当前用户有写入权限；也可以把 FLAMES_HOME 设为其他文件夹。`,
    'newer-database': ({ path }) =>
      `${path} 由本程序的更新版本写入。请安装那个版本；当前版本不会改动这个文件。`,
    'migration-refused': ({ path, because }) =>
      `${path} 的升级已撤销，内容没有变化：${because}。请继续使用之前的版本，并报告此问题。`,
    'backup-exists': ({ path }) => `${path} 已存在，不会被覆盖：请换一个文件名。`,
    'backup-folder-missing': ({ folder }) =>
      `没有存放副本的文件夹 ${folder}：请先创建（mkdir -p "${folder}"），或改用别处的文件。`,
    'backup-folder-unusable': ({ folder }) =>
      `当前用户无法在 ${folder} 中写文件：请给予写入权限，或改用别处的文件。`,
    'clock-wrong': ({ year }) => `系统时钟显示年份为 ${year}：请校准机器时间。`,
    'cannot-read': ({ file, reason }) => `无法读取 ${file}：${reasonZh(reason)}。`,
    'cannot-write': ({ file, reason }) => `无法写入 ${file}：${reasonZh(reason)}。`,
    'disk-too-full': ({ folder, what, needed, available }) =>
      `${what} 需要 ${needed} GB，而 ${folder} 所在磁盘只剩 ${available} GB；请腾出空间，或把 FLAMES_HOME 设到更大的磁盘上。`,
    'threads-not-built': ({ file }) => `缺少 ${file}：工作线程运行编译后的代码。请先运行 “npm run build”。`,
    'picture-not-drawn': ({ reason }) => `无法绘制图片：${reason}。`,
    'figures-not-computed': ({ reason }) => `无法计算这些数字：${reason}。`,
    'port-unusable': ({ host, port }) =>
      `无法使用 ${host} 的端口 ${port}：请把 METRICS_PORT 设为空闲端口，或不设置。`,
    'request-port-unusable': ({ platform, port }) =>
      `无法使用端口 ${port}：请把 PORT 设为空闲端口，并让 ${platform} 的请求发到那里。`,
    'nothing-to-start': ({ variables }) =>
      `没有可启动的内容：没有终端，也没有配置聊天平台。请设置 ${variables.join('，或 ')}；也可以运行 “flames chat”。`,
    'worker-needs-redis': () =>
      'worker 为机器人放入 Redis 的回复评分：请在这里和机器人那里设置 REDIS_URL，例如 redis://127.0.0.1:6379。',
    'worker-serves-nothing': ({ reasons }) => `这里没有可用的评分器：${reasons.join('')}`,
    'redis-unreachable': ({ seconds }) =>
      `Redis 在 ${seconds} 秒内没有响应：请检查 REDIS_URL 以及服务是否在运行。各运行会等待它。`,
    'no-worker': ({ scorer, version }) =>
      `没有 worker 拥有版本为 ${version} 的评分器“${scorer}”：请在装有该版本的机器上运行 “flames worker”。各运行会等待它。`,
  },
});
