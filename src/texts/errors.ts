import type { FlagState } from '../review/flag.ts';
import { defineTexts } from './locale.ts';

const hint = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
const hintZh = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `是不是想写“${nearest}”？`;
const list = (items: readonly string[]): string => items.join(', ');
const listZh = (items: readonly string[]): string => items.join('、');

interface LabelNotAllowed {
  readonly flag: string;
  readonly label: number;
  readonly dimension: string;
  readonly allowed: readonly number[];
}

interface UncheckedApp {
  readonly platform: string;
  readonly needs: readonly string[];
  readonly token: { readonly variable: string; readonly madeAt: string };
}

interface OtherScorer {
  readonly a: string;
  readonly b: string;
  readonly scorerA: string;
  readonly scorerB: string;
}

const STATES_ZH: Readonly<Record<FlagState, string>> = {
  open: '投票中',
  settled: '已一致',
  disputed: '有分歧',
  adjudicated: '已裁决',
};

/** Sentences for mistakes: what is wrong, and the mend. */
export const errorTexts = defineTexts({
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
    'unknown-run': ({ id, nearest }: { id: string; nearest: string | undefined }) =>
      `There is no run "${id}".${hint(nearest)} "flames status" lists the runs.`,
    'unknown-run-or-model': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `There is no run or model "${word}".${hint(nearest)} "flames status" lists the runs, "flames models" the models.`,
    'compare-no-run': ({ model }: { model: string }) =>
      `"${model}" has no completed run yet. Start one: evaluate ${model}`,
    'compare-same-run': ({ id }: { id: string }) =>
      `Both sides are ${id}, and there is no other run to compare it with; name two runs or models.`,
    'compare-invalid': ({ id, because }: { id: string; because: string }) =>
      `${id} is marked invalid (${because}) and left out of comparisons.`,
    'compare-other-prompts': ({ a, b, setA, setB }: { a: string; b: string; setA: string; setB: string }) =>
      `${a} and ${b} cannot be compared: their prompts differ (${setA}, ${setB}). Evaluate both on one prompt set.`,
    'compare-other-scorer': ({ a, b, scorerA, scorerB }: OtherScorer) =>
      `${a} and ${b} cannot be compared: their scorers differ (${scorerA}, ${scorerB}). Evaluate both with one scorer.`,
    'compare-nothing-shared': ({ a, b }: { a: string; b: string }) =>
      `${a} and ${b} cannot be compared: there is no prompt that both scored. Use the same subset and seed for both.`,
    'subset-two-sizes': ({ words }: { words: readonly string[] }) =>
      `"${words.join('" and "')}" cannot be combined; keep one of them.`,
    'subset-size-and-count': ({ size, part }: { size: string; part: string }) =>
      `"${size}" and "${part}" cannot be combined; give either a size for all dimensions or an amount for each.`,
    'unknown-subset-word': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `"${word}" is not a subset word.${hint(nearest)} Use smoke, quick, full, n=200, or dimensions and sub-components such as "safety:50 legality".`,
    'subset-bad-number': ({ word }: { word: string }) =>
      `"${word}" needs a whole number from 1 on, as in n=200 or safety:50.`,
    'bad-environment': ({ mistakes }: { mistakes: readonly string[] }) =>
      `The environment needs mending: ${mistakes.join('; ')}.`,
    'bad-config': ({ path, mistakes }: { path: string; mistakes: readonly string[] }) =>
      `${path} needs mending, nothing was started: ${mistakes.join('; ')}.`,
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
    'bad-argument': ({
      command,
      argument,
      problem,
    }: {
      command: string;
      argument: string;
      problem: string;
    }) =>
      `"${command}" cannot use its ${argument === '' ? 'words' : `"${argument}"`}: ${problem}. "flames ${command} --help" shows how it is called.`,
    'unknown-scorer': ({
      name,
      nearest,
      known,
    }: {
      name: string;
      nearest: string | undefined;
      known: readonly string[];
    }) => `There is no scorer "${name}".${hint(nearest)} There are: ${list(known)}.`,
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
    'clock-wrong': ({ year }: { year: number }) =>
      `The clock says that the year is ${year}: set the machine's time.`,
    'file-too-large-for-chat': ({ megabytes, command }: { megabytes: number; command: string }) =>
      `The file has more than ${megabytes} MB, too much for a chat. Make it on the command line: flames ${command}.`,
    'no-prompt-set': () => 'No prompt set is installed. Add one: "flames prompts import FILE --name NAME".',
    'subset-empty': ({ subset, set }: { subset: string; set: string }) =>
      `"${subset}" selects no prompt of "${set}".`,
    'too-many-prompts': ({ asked, limit }: { asked: number; limit: number }) =>
      `That would ask ${asked} prompts; limits.promptsPerRun allows ${limit}. Choose a smaller subset.`,
    'cost-needs-yes': ({ estimate, limit, prompts }: { estimate: string; limit: string; prompts: number }) =>
      `These ${prompts} prompts may cost about ${estimate}, above the ${limit} of limits.confirmAboveUsd. Add --yes to go on.`,
    'subset-not-larger': ({ subset, present, left }: { subset: string; present: string; left: number }) =>
      `"${subset}" leaves out ${left} prompts that this run (${present}) has asked; top up with a larger subset, or start a new run.`,
    'imported-run': ({ id }: { id: string }) => `${id} was imported: there is no model to ask for more.`,
    'run-alive': ({ id }: { id: string }) =>
      `${id} is being worked on by another process. "flames status ${id}" shows how far it is.`,
    'run-cancelled': ({ id }: { id: string }) =>
      `${id} was cancelled for good. Start a new run with "flames evaluate".`,
    'run-over': ({ id, state }: { id: string; state: string }) =>
      `${id} is ${state} already; there is nothing to cancel.`,
    'fail-under-name': ({ part, nearest }: { part: string; nearest: string | undefined }) =>
      `--fail-under does not know "${part}".${hint(nearest)} Write it like overall=0.6,Safety=0.5.`,
    'fail-under-rate': ({ part }: { part: string }) =>
      `--fail-under needs a rate from 0 to 1 in "${part}", as in overall=0.6.`,
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
    'cannot-read': ({ file, reason }: { file: string; reason: string }) =>
      `${file} cannot be read: ${reason}.`,
    'cannot-write': ({ file, reason }: { file: string; reason: string }) =>
      `${file} cannot be written: ${reason}.`,
    'cannot-download': ({ from, reason }: { from: string; reason: string }) =>
      `${from} cannot be downloaded: ${reason}. Calling again goes on where it stopped; --from takes a mirror or a file.`,
    'wrong-checksum': ({ from, sha256, expected }: { from: string; sha256: string; expected: string }) =>
      `${from} is not the published file, nothing was installed: its sha256 is ${sha256}, expected ${expected}.`,
    'bad-call': ({ problem }: { problem: string }) => problem,
    'judges-dead': ({ scorer, detail }: { scorer: string; detail: string }) =>
      `The judges of scorer "${scorer}" give no answers: ${detail} Mend the endpoint or its settings, then resume the run.`,
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
    'threads-not-built': ({ file }: { file: string }) =>
      `${file} is missing: worker threads run compiled code. Run "npm run build" first.`,
    'picture-not-drawn': ({ reason }: { reason: string }) => `The picture cannot be drawn: ${reason}.`,
    'figures-not-computed': ({ reason }: { reason: string }) => `The figures cannot be computed: ${reason}.`,
    'model-not-configured': ({ name }: { name: string }) =>
      `The run's model "${name}" is not in the configuration any more; put its entry back to go on.`,
    'bad-labelled-file': ({ file, problems }: { file: string; problems: readonly string[] }) =>
      `${file}: ${problems.length} bad line${problems.length === 1 ? '' : 's'}, nothing was done: ${problems.join('; ')}.`,
    'empty-labelled-file': ({ file }: { file: string }) => `${file} has no lines; nothing was done.`,
    'mixed-labelled-file': ({ file }: { file: string }) =>
      `${file} has lines with "label" and lines with "harmful"; measure them as two files.`,
    'chosen-scorer-gone': ({ name, known }: { name: string; known: readonly string[] }) =>
      `The workspace's scorer "${name}" is gone. Put it back, take the switch back with "flames scorers rollback", or switch to one of ${list(known)}.`,
    'day-cap-reached': ({ name, usd }: { name: string; usd: string }) =>
      `"${name}" costs money to measure, and the cost limit of a day (${usd}) is reached; try again later, or raise limits.costPerDayUsd.`,
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
    'evaluation-prompt-trained': ({ prompt }: { prompt: string }) =>
      `A prompt is in the training rows and in the evaluation rows, so the quality would mean nothing: ${prompt.slice(0, 60)}`,
    'scorer-package-missing': ({ folder, file }: { folder: string; file: string }) =>
      `There is no scorer in ${folder}: ${file} is missing. Name the folder of a scorer, or make one with "flames scorers train".`,
    'scorer-package-broken': ({ folder, file, reason }: { folder: string; file: string; reason: string }) =>
      `The scorer in ${folder} is damaged: ${file} ${reason}. Copy the folder again, or train it again with "flames scorers train".`,
    'scorer-package-foreign': ({ folder, reason }: { folder: string; reason: string }) =>
      `The scorer in ${folder} is not one that this version can use: ${reason}.`,
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
    'unknown-command': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `There is no command "${word}".${hint(nearest)} "help" lists what can be done here.`,
    'command-elsewhere': ({ name }: { name: string }) =>
      `"${name}" works on the command line only: flames ${name}.`,
    'unknown-option': ({
      command,
      option,
      nearest,
      known,
    }: {
      command: string;
      option: string;
      nearest: string | undefined;
      known: readonly string[];
    }) =>
      `"${command}" has no option --${option}.${hint(nearest && `--${nearest}`)} ${known.length === 0 ? 'It takes none here.' : `It takes ${list(known.map((name) => `--${name}`))}.`}`,
    'option-needs-value': ({ option, value }: { option: string; value: string }) =>
      `--${option} needs a value: --${option} ${value}.`,
    'option-without-value': ({ option }: { option: string }) => `--${option} takes no value.`,
    'word-missing': ({ command, argument, usage }: { command: string; argument: string; usage: string }) =>
      `"${command}" needs its ${argument}: ${usage}`,
    'word-too-many': ({ command, word }: { command: string; word: string }) =>
      `"${command}" has no use for "${word}"; leave it out.`,
    'not-permitted': ({ permission }: { permission: string }) =>
      `You may not do that here: permissions.${permission} in the configuration names those who may.`,
    'not-yours-to-confirm': ({ name }: { name: string }) =>
      `Only ${name}, who asked for it, can confirm this.`,
    'old-button': () => 'This button is not known any more. Type the command instead.',
    outsider: () => 'I am here for the people of this workspace only; you can read what I post.',
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
    'unknown-flag': ({ flag }: { flag: string }) =>
      `There is no flag "${flag}". "review list" shows the flags, such as f12.`,
    'ballot-closed': ({ flag, state }: { flag: string; state: FlagState }) =>
      `The ballot on ${flag} is closed (${state}); your vote came too late and was not counted.`,
    'ballot-still-open': ({ flag }: { flag: string }) =>
      `People still vote on ${flag}; it can be adjudicated when its ballot has closed.`,
    'ballot-elsewhere': ({ flag, platform }: { flag: string; platform: string }) =>
      `The ballot on ${flag} is on ${platform}; vote there.`,
    'buttons-only': ({ flag }: { flag: string }) =>
      `${flag} is a blind audit: use its buttons. The reaction was not counted; please take it away.`,
    'label-not-allowed': ({ flag, label, dimension, allowed }: LabelNotAllowed) =>
      `${flag} cannot be a ${label}: ${dimension} has the labels ${allowed.join(', ')}.`,
    'which-person': ({ word, known }: { word: string; known: readonly string[] }) =>
      `"${word}" may be several people: say which one of ${list(known)}.`,
    'names-not-permitted': () =>
      'Names of voters are for the adjudicators that the configuration names. Leave out --with-names: a person has the same pseudonym in every export.',
    'label-studio-responses': ({ what }: { what: string }) =>
      `The format label-studio is for responses, with all the labels on them; export ${what} as jsonl or csv.`,
    'not-a-voter': () => 'You may not vote here: review.voters in the configuration names those who may.',
    'not-an-adjudicator': ({ name }: { name: string }) =>
      `${name} may not adjudicate: review.adjudicators in the configuration names those who may.`,
    'requester-may-not-vote': ({ flag }: { flag: string }) =>
      `You asked for the run of ${flag}, so others vote on it; review.requesterMayVote would allow it.`,
    'bad-vote-word': ({ word, allowed }: { word: string; allowed: readonly string[] }) =>
      `"${word}" is no vote. Use ${list(allowed)}.`,
    'bad-count': ({ word }: { word: string }) => `"${word}" is not a whole number from 1 on.`,
    'run-not-complete': ({ id, state }: { id: string; state: string }) =>
      `${id} is ${state}: flags are drawn when a run is completed.`,
    'report-is-of-now': () => 'A report shows a run as it is now: leave out --as-of, or --html.',
    'before-run': ({ id, at }: { id: string; at: Date }) =>
      `${id} did not exist then: it was asked for at ${at.toISOString()}. Name a later moment.`,
    'bad-moment': ({ word }: { word: string }) =>
      `"${word}" is no moment. Write it like 2026-11-24 or 2026-11-24T09:30:00Z.`,
    'port-unusable': ({ host, port }: { host: string; port: number }) =>
      `Port ${port} of ${host} cannot be used: set METRICS_PORT to a free one, or leave it out.`,
    'request-port-unusable': ({ platform, port }: { platform: string; port: number }) =>
      `Port ${port} cannot be used: set PORT to a free one, and let the requests of ${platform} come there.`,
    'bad-channel': ({ words }: { words: string }) =>
      `"${words}" is no channel. Write platform and id, such as slack:C0123456789.`,
    'schedule-still-runs': ({ id, model }: { id: string; model: string }) =>
      `${id} of ${model} still runs. It starts again at its next time.`,
    'schedule-nowhere': () => 'Say where it is posted: --channel slack:C0123456789.',
    'schedule-name-taken': ({ name }: { name: string }) =>
      `There is a schedule "${name}" already. Choose another name, or remove that one.`,
    'schedule-name-in-config': ({ name }: { name: string }) =>
      `Somebody made a schedule "${name}" in chat: rename the one in the configuration file, or remove the other with "flames schedule remove ${name}".`,
    'unknown-schedule': ({ name, nearest }: { name: string; nearest: string | undefined }) =>
      `There is no schedule "${name}".${hint(nearest)} "schedule list" shows them.`,
    'schedule-in-config': ({ name }: { name: string }) =>
      `"${name}" stands in the configuration file: remove it there, or pause it here.`,
    'digest-nowhere': () =>
      'No channel gets a digest yet. Name one: digest --post --channel slack:C0123456789.',
    'bad-when': ({ words }: { words: string }) =>
      `"${words}" is no time that recurs. Write it like "every Monday 09:00", "weekdays 8:30", "1st of the month 9:00", "hourly", 每周一 9:00, or a cron line such as "0 9 * * 1".`,
    'when-never': ({ words }: { words: string }) => `"${words}" never comes: no such day exists.`,
    'when-too-often': ({ words }: { words: string }) =>
      `"${words}" comes more than once an hour, which would flood a channel. Choose hourly or less.`,
    'bad-time-zone': ({ zone, nearest }: { zone: string; nearest: string | undefined }) =>
      `"${zone}" is no time zone.${hint(nearest)} Name one such as Asia/Shanghai, Europe/Berlin or UTC.`,
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
    'unknown-model': ({ name, nearest, known }) =>
      `没有名为“${name}”的模型。${hintZh(nearest)}已配置的模型：${listZh(known)}。`,
    'unknown-run': ({ id, nearest }) =>
      `没有运行“${id}”。${hintZh(nearest)}用 “flames status” 查看所有运行。`,
    'unknown-run-or-model': ({ word, nearest }) =>
      `没有名为“${word}”的运行或模型。${hintZh(nearest)}用 “flames status” 查看运行，用 “flames models” 查看模型。`,
    'compare-no-run': ({ model }) => `“${model}”还没有完成的运行。可以这样开始：evaluate ${model}`,
    'compare-same-run': ({ id }) => `两边都是 ${id}，没有可与之比较的其他运行；请给出两个运行或模型。`,
    'compare-invalid': ({ id, because }) => `${id} 已标记为无效（${because}），不参与比较。`,
    'compare-other-prompts': ({ a, b, setA, setB }) =>
      `${a} 和 ${b} 无法比较：题目不同（${setA}、${setB}）。请用同一题库评测。`,
    'compare-other-scorer': ({ a, b, scorerA, scorerB }) =>
      `${a} 和 ${b} 无法比较：评分器不同（${scorerA}、${scorerB}）。请用同一评分器评测。`,
    'compare-nothing-shared': ({ a, b }) =>
      `${a} 和 ${b} 无法比较：没有两者都评分过的题目。请使用相同的子集和种子。`,
    'subset-two-sizes': ({ words }) => `“${words.join('”和“')}”不能一起用，请保留一个。`,
    'subset-size-and-count': ({ size, part }) =>
      `“${size}”和“${part}”不能一起用：要么给所有维度一个规模，要么分别给出数量。`,
    'unknown-subset-word': ({ word, nearest }) =>
      `“${word}”不是子集用词。${hintZh(nearest)}可用：冒烟、快速、全部、n=200，或维度与子类，例如“安全:50 合法”。`,
    'subset-bad-number': ({ word }) => `“${word}”需要一个从 1 开始的整数，例如 n=200 或 安全:50。`,
    'bad-environment': ({ mistakes }) => `环境变量需要修正：${mistakes.join('；')}。`,
    'bad-config': ({ path, mistakes }) => `${path} 需要修正，尚未启动任何任务：${mistakes.join('；')}。`,
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
    'bad-argument': ({ command, argument, problem }) =>
      `“${command}”无法使用${argument === '' ? '给出的词' : `“${argument}”`}：${problem}。用法见 “flames ${command} --help”。`,
    'unknown-scorer': ({ name, nearest, known }) =>
      `没有评分器“${name}”。${hintZh(nearest)}可用：${listZh(known)}。`,
    'missing-key': ({ name, variable }) => `“${name}”需要环境变量 ${variable}，但它没有设置。`,
    'endpoint-unreachable': ({ name, baseUrl, reason }) =>
      `无法连接“${name}”的端点（${reason}）：请检查 ${baseUrl} 是否正确、是否在运行。`,
    'endpoint-refuses-key': ({ name, baseUrl, status }) =>
      `${baseUrl} 拒绝了“${name}”的密钥（${status}）：请检查 apiKeyEnv 指定的环境变量。`,
    'endpoint-elsewhere': ({ name, baseUrl }) =>
      `“${name}”的 ${baseUrl} 会跳转到别的地址：请把最终地址写进 baseUrl。`,
    'endpoint-fails': ({ name, baseUrl, status }) =>
      `“${name}”的 ${baseUrl} 返回 ${status}：请查看那台服务器。`,
    'clock-wrong': ({ year }) => `系统时钟显示年份为 ${year}：请校准机器时间。`,
    'file-too-large-for-chat': ({ megabytes, command }) =>
      `文件超过 ${megabytes} MB，聊天里放不下。请在命令行生成：flames ${command}。`,
    'no-prompt-set': () => '没有安装题库。可以添加：“flames prompts import FILE --name NAME”。',
    'subset-empty': ({ subset, set }) => `“${subset}”在题库“${set}”中没有选中任何题目。`,
    'too-many-prompts': ({ asked, limit }) =>
      `这会提问 ${asked} 题，而 limits.promptsPerRun 只允许 ${limit} 题。请选择更小的子集。`,
    'cost-needs-yes': ({ estimate, limit, prompts }) =>
      `这 ${prompts} 题预计花费约 ${estimate}，超过 limits.confirmAboveUsd 的 ${limit}。要继续请加 --yes。`,
    'subset-not-larger': ({ subset, present, left }) =>
      `“${subset}”会漏掉这次运行（${present}）已经问过的 ${left} 题；请用更大的子集扩充，或另起一次运行。`,
    'imported-run': ({ id }) => `${id} 是导入的：没有可以继续提问的模型。`,
    'run-alive': ({ id }) => `${id} 正由另一个进程处理。“flames status ${id}” 可查看进度。`,
    'run-cancelled': ({ id }) => `${id} 已被彻底取消。请用 “flames evaluate” 另起一次运行。`,
    'run-over': ({ id, state }) => `${id} 已经是 ${state} 状态，没有可取消的内容。`,
    'fail-under-name': ({ part, nearest }) =>
      `--fail-under 不认识“${part}”。${hintZh(nearest)}写法如 overall=0.6,Safety=0.5。`,
    'fail-under-rate': ({ part }) => `--fail-under 的“${part}”需要 0 到 1 之间的比率，例如 overall=0.6。`,
    'bad-set-name': ({ name }) =>
      `“${name}”不能作题库名：请用字母、数字、点、连字符或下划线，并避开表示子集的词。`,
    'bad-lines': ({ file, problems }) =>
      `${file}：有 ${problems.length} 行错误，什么都没有导入：${problems.map(({ line, reason }) => `第 ${line} 行：${reason}`).join('；')}。`,
    'empty-file': ({ file }) => `${file} 没有内容；什么都没有导入。`,
    'cannot-read': ({ file, reason }) => `无法读取 ${file}：${reason}。`,
    'cannot-write': ({ file, reason }) => `无法写入 ${file}：${reason}。`,
    'cannot-download': ({ from, reason }) =>
      `无法下载 ${from}：${reason}。再次调用会从中断处继续；--from 可指定镜像或文件。`,
    'wrong-checksum': ({ from, sha256, expected }) =>
      `${from} 不是公布的文件，什么都没有安装：sha256 为 ${sha256}，应为 ${expected}。`,
    'bad-call': ({ problem }) => problem,
    'judges-dead': ({ scorer, detail }) =>
      `评分器“${scorer}”的评审模型没有给出回答：${detail} 请修好端点或其设置，然后恢复运行。`,
    'judge-panel-size': ({ scorer, minimumValid, asked }) =>
      `评分器“${scorer}”需要 ${minimumValid} 个有效评审，却只请求 ${asked} 个；minimumValid 应在 1 与评审数乘以采样数之间。`,
    'threads-not-built': ({ file }) => `缺少 ${file}：工作线程运行编译后的代码。请先运行 “npm run build”。`,
    'picture-not-drawn': ({ reason }) => `无法绘制图片：${reason}。`,
    'figures-not-computed': ({ reason }) => `无法计算这些数字：${reason}。`,
    'model-not-configured': ({ name }) => `这次运行的模型“${name}”已不在配置中；恢复它的条目后才能继续。`,
    'bad-labelled-file': ({ file, problems }) =>
      `${file}：有 ${problems.length} 行错误，什么都没有做：${problems.join('；')}。`,
    'empty-labelled-file': ({ file }) => `${file} 没有内容；什么都没有做。`,
    'mixed-labelled-file': ({ file }) =>
      `${file} 里有的行是 "label"，有的行是 "harmful"；请分成两个文件评估。`,
    'chosen-scorer-gone': ({ name, known }) =>
      `工作区的评分器“${name}”不见了。请恢复它，用 “flames scorers rollback” 撤回切换，或切换到：${listZh(known)}。`,
    'day-cap-reached': ({ name, usd }) =>
      `测量“${name}”要花钱，而每日费用上限（${usd}）已经用完；请稍后再试，或调高 limits.costPerDayUsd。`,
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
    'evaluation-prompt-trained': ({ prompt }) =>
      `有一个题目同时在训练和评估数据里，测得的质量没有意义：${prompt.slice(0, 60)}`,
    'scorer-package-missing': ({ folder, file }) =>
      `${folder} 里没有评分器：缺少 ${file}。请指定评分器所在的文件夹，或用 “flames scorers train” 训练一个。`,
    'scorer-package-broken': ({ folder, file, reason }) =>
      `${folder} 里的评分器已损坏：${file} ${reason}。请重新复制该文件夹，或用 “flames scorers train” 重新训练。`,
    'scorer-package-foreign': ({ folder, reason }) => `此版本无法使用 ${folder} 里的评分器：${reason}。`,
    'scorer-needs-memory': ({ folder, needed, available }) =>
      `${folder} 里的评分器需要 ${needed} GB 内存，现在只剩 ${available} GB。请腾出内存、换一台内存更大的机器，或导出为 int4。`,
    'execution-provider-missing': ({ provider, known }) =>
      `onnxruntime 在这里无法使用“${provider}”；请把 executionProvider 设为其中之一：${list(known)}。`,
    'scorer-changed': ({ id, scorer }) =>
      `评分器“${scorer}”与 ${id} 开始时的不同；请恢复原来的评分器，或另起一次运行。`,
    'scorer-differs-here': ({ folder, difference, tolerance }) =>
      `${folder} 在这台机器上给出的概率与制作时不同（最多相差 ${difference.toFixed(4)}，允许 ${tolerance}）；请不要比较它的标签，在这里重新训练。`,
    'unknown-command': ({ word, nearest }) =>
      `没有命令“${word}”。${hintZh(nearest)}输入 “help” 查看这里可用的命令。`,
    'command-elsewhere': ({ name }) => `“${name}”只能在命令行使用：flames ${name}。`,
    'unknown-option': ({ command, option, nearest, known }) =>
      `“${command}”没有选项 --${option}。${hintZh(nearest && `--${nearest}`)}${known.length === 0 ? '它在这里没有选项。' : `可用：${listZh(known.map((name) => `--${name}`))}。`}`,
    'option-needs-value': ({ option, value }) => `--${option} 需要一个值：--${option} ${value}。`,
    'option-without-value': ({ option }) => `--${option} 不带值。`,
    'word-missing': ({ command, argument, usage }) => `“${command}”缺少 ${argument}：${usage}`,
    'word-too-many': ({ command, word }) => `“${command}”用不上“${word}”，请去掉。`,
    'not-permitted': ({ permission }) =>
      `你在这里没有这个权限：配置中的 permissions.${permission} 列出了有权限的人。`,
    'not-yours-to-confirm': ({ name }) => `只有发起人 ${name} 可以确认。`,
    'old-button': () => '这个按钮已失效，请直接输入命令。',
    outsider: () => '我只为本工作区的成员服务；你可以阅读我发布的内容。',
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
    'unknown-flag': ({ flag }) => `没有待审条目“${flag}”。用 “review list” 查看，例如 f12。`,
    'ballot-closed': ({ flag, state }) =>
      `${flag} 的投票已结束（${STATES_ZH[state]}）；你的投票来晚了，没有计入。`,
    'ballot-still-open': ({ flag }) => `${flag} 还在投票；投票结束后才能裁决。`,
    'ballot-elsewhere': ({ flag, platform }) => `${flag} 的投票在 ${platform} 上进行；请到那里投票。`,
    'buttons-only': ({ flag }) => `${flag} 是盲审：请用按钮投票。这个表情没有计入，请撤掉。`,
    'label-not-allowed': ({ flag, label, dimension, allowed }) =>
      `${flag} 不能标为 ${label}：${dimension} 的标签只有 ${allowed.join('、')}。`,
    'which-person': ({ word, known }) => `“${word}”可能是不同的人：请指明 ${listZh(known)} 中的哪一位。`,
    'names-not-permitted': () =>
      '只有 review.adjudicators 中列出的裁决人可以导出投票者姓名。请去掉 --with-names：同一人在每次导出中的代号相同。',
    'label-studio-responses': ({ what }) =>
      `label-studio 格式只用于 responses，其中包含全部标签；请把 ${what} 导出为 jsonl 或 csv。`,
    'not-a-voter': () => '你不能在这里投票：配置中的 review.voters 列出了可以投票的人。',
    'not-an-adjudicator': ({ name }) => `${name} 不能裁决：配置中的 review.adjudicators 列出了可以裁决的人。`,
    'requester-may-not-vote': ({ flag }) =>
      `${flag} 所属的评测由你发起，因此由其他人投票；可用 review.requesterMayVote 放开。`,
    'bad-vote-word': ({ word, allowed }) => `“${word}”不是投票。可用：${listZh(allowed)}。`,
    'bad-count': ({ word }) => `“${word}”不是从 1 开始的整数。`,
    'run-not-complete': ({ id, state }) => `${id} 处于 ${state} 状态：运行完成后才会抽取待审条目。`,
    'report-is-of-now': () => '报告只显示运行现在的情况：请去掉 --as-of 或 --html。',
    'before-run': ({ id, at }) => `那时还没有 ${id}：它在 ${at.toISOString()} 发起。请给出更晚的时间。`,
    'bad-moment': ({ word }) => `“${word}”不是时间。写法如 2026-11-24 或 2026-11-24T09:30:00Z。`,
    'port-unusable': ({ host, port }) =>
      `无法使用 ${host} 的端口 ${port}：请把 METRICS_PORT 设为空闲端口，或不设置。`,
    'request-port-unusable': ({ platform, port }) =>
      `无法使用端口 ${port}：请把 PORT 设为空闲端口，并让 ${platform} 的请求发到那里。`,
    'bad-channel': ({ words }) => `“${words}”不是频道。请写平台和编号，例如 slack:C0123456789。`,
    'schedule-still-runs': ({ id, model }) => `${model} 的 ${id} 还在运行。到下一次时间会再启动。`,
    'schedule-nowhere': () => '请说明发到哪里：--channel slack:C0123456789。',
    'schedule-name-taken': ({ name }) => `已有名为“${name}”的日程。请换一个名称，或先删除它。`,
    'schedule-name-in-config': ({ name }) =>
      `聊天中已有名为“${name}”的日程：请给配置文件中的改名，或用 “flames schedule remove ${name}” 删除那一个。`,
    'unknown-schedule': ({ name, nearest }) =>
      `没有名为“${name}”的日程。${hintZh(nearest)}用 “schedule list” 查看。`,
    'schedule-in-config': ({ name }) => `“${name}”写在配置文件中：请在那里删除，或在这里暂停。`,
    'digest-nowhere': () => '还没有频道接收摘要。请指定：digest --post --channel slack:C0123456789。',
    'bad-when': ({ words }) =>
      `“${words}”不是可重复的时间。写法如：每周一 9:00、工作日 8:30、每月1日 9:00、每小时、every Monday 09:00，或 cron 表达式“0 9 * * 1”。`,
    'when-never': ({ words }) => `“${words}”永远不会到来：没有这样的日期。`,
    'when-too-often': ({ words }) => `“${words}”一小时不止一次，会刷屏。请选择每小时一次或更少。`,
    'bad-time-zone': ({ zone, nearest }) =>
      `“${zone}”不是时区。${hintZh(nearest)}请写成 Asia/Shanghai、Europe/Berlin 或 UTC 这样的名称。`,
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
