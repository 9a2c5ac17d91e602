// The compiled bot on a platform whose messages another process keeps; it kills itself at one moment.
// Moments lie before each write of the database, and before, during and after each call of the platform.
import { readEnvironment } from '../../../dist/src/config.js';
import { PlatformError } from '../../../dist/src/errors.js';
import { loadConfig, openWorld } from '../../../dist/src/wiring/open-world.js';
import { startBot } from '../../../dist/src/wiring/start-bot.js';

const { CHAT_LEDGER = '', KILL_AT = '' } = process.env;
const killAt = KILL_AT === '' ? Number.POSITIVE_INFINITY : Number(KILL_AT);
let moments = 0;

const isTheMoment = () => {
  moments += 1;
  return moments - 1 === killAt;
};
const pass = () => {
  if (isTheMoment()) process.kill(process.pid, 'SIGKILL');
};

const READS =
  /^(find|list|read|is|has|with|waiting|channels|promptsOf|unasked|unlabelled|next|count|responses|spent)/;
const mortalStore = (store) =>
  new Proxy(store, {
    get: (target, name) => {
      const member = target[name];
      if (typeof member !== 'function' || READS.test(String(name))) return member;
      return (...parameters) => {
        pass();
        return Reflect.apply(member, target, parameters);
      };
    },
  });

const ask = async (call, body) => {
  const response = await fetch(`${CHAT_LEDGER}/${call}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
};

const remote = async (call, body) => {
  pass();
  const answer = await ask(call, { ...body, dieWith: isTheMoment() ? process.pid : null });
  pass();
  if (answer.refused === undefined) return answer.result ?? undefined;
  const { code, message, retryAfterMs } = answer.refused;
  throw new PlatformError(code, message, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: undefined,
  });
};

const happened = [];
const platform = {
  name: 'recording',
  pace: { channelMs: 0, messageMs: 0 },
  remembers: true,
  start: async (onEvent) => {
    const { result } = await ask('events', {});
    for (const event of result) happened.push(() => onEvent({ ...event, at: new Date(event.at) }));
  },
  stop: async () => undefined,
  post: (to, card, key) => remote('post', { to, card, key }),
  edit: (message, card) => remote('edit', { message, card }),
  find: (to, key) => remote('find', { to, key }),
};

const environment = readEnvironment();
const world = await openWorld(environment, loadConfig(environment));
const stores = Object.fromEntries(
  Object.entries(world.stores).map(([name, store]) => [name, mortalStore(store)]),
);
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  fault: (where, error) => {
    process.stderr.write(`${where}: ${error instanceof Error ? error.stack : error}\n`);
    return 'fault';
  },
};
const pictures = { png: async () => Buffer.from('a picture') };
const bot = await startBot([platform], { ...world, stores, pictures }, log);
for (const happen of happened) await happen();
await bot.idle();
await bot.stop();
world.close();
process.stdout.write(String(moments));
