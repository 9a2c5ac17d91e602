import { BASELINE_NAMES, createBaselineModel } from '../../adapters/built-in/baseline-models.ts';
import type { ModelCatalogue } from '../commands/context.ts';
import type { Config, Environment } from '../config.ts';
import type { EndpointSettings } from '../config-schema.ts';
import { UserError } from '../errors.ts';
import type { ModelTerms } from '../flames/run.ts';
import type { TargetModel } from '../ports/target-model.ts';
import type { Secret } from '../secret.ts';

type BaselineName = (typeof BASELINE_NAMES)[number];
const isBaseline = (name: string): name is BaselineName =>
  (BASELINE_NAMES as readonly string[]).includes(name);

/** The key that an entry names, or undefined when it names none. Throws a `UserError` when its variable is not set. */
export const keyOf = (
  name: string,
  variable: string | undefined,
  environment: Environment,
): Secret | undefined => {
  if (variable === undefined) return undefined;
  const secret = environment.secret(variable);
  if (secret === undefined) throw new UserError('missing-key', { name, variable });
  return secret;
};

/** The models of the configuration, then the built-in ones. */
export const createModelCatalogue = async (
  config: Config,
  environment: Environment,
): Promise<ModelCatalogue> => {
  const endpoints =
    Object.keys(config.models).length > 0
      ? await import('../../adapters/openai/endpoint-model.ts')
      : undefined;
  return {
    names: () => [...Object.keys(config.models), ...BASELINE_NAMES],
    terms: (name) => {
      if (isBaseline(name)) return { name, kind: 'built-in', model: name };
      const settings = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
      return settings === undefined ? undefined : endpointTerms(name, settings);
    },
    open: (terms) => {
      if (isBaseline(terms.name)) return createBaselineModel(terms.name);
      const settings = Object.hasOwn(config.models, terms.name) ? config.models[terms.name] : undefined;
      if (settings === undefined || endpoints === undefined) {
        throw new UserError('model-not-configured', { name: terms.name });
      }
      return openEndpoint(terms, settings, environment, endpoints.createEndpointModel);
    },
    check: async ({ name, baseUrl }) => {
      const settings = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
      if (settings !== undefined)
        await checkSettings(name, { ...settings, baseUrl: baseUrl ?? settings.baseUrl }, environment);
    },
  };
};

/** Throws a `UserError` when an endpoint of the configuration does not work. */
export const checkSettings = async (
  name: string,
  { baseUrl, apiKeyEnv }: Pick<EndpointSettings, 'baseUrl' | 'apiKeyEnv'>,
  environment: Environment,
): Promise<void> => {
  const { checkEndpoint } = await import('../../adapters/openai/check-endpoint.ts');
  await checkEndpoint({ name, baseUrl, apiKey: keyOf(name, apiKeyEnv, environment) });
};

const endpointTerms = (name: string, settings: EndpointSettings): ModelTerms => {
  const { model, baseUrl, system, temperature, maxTokens, extraBody, price } = settings;
  return {
    name,
    kind: 'endpoint',
    model,
    baseUrl,
    ...(system === undefined ? {} : { system }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(extraBody === undefined ? {} : { extraBody }),
    ...(price === undefined ? {} : { price }),
  };
};

/** What decides the answers is the run's; what only decides how to reach them is the configuration's of today. */
const openEndpoint = (
  terms: ModelTerms,
  settings: EndpointSettings,
  environment: Environment,
  create: typeof import('../../adapters/openai/endpoint-model.ts').createEndpointModel,
): TargetModel =>
  create({
    name: terms.name,
    baseUrl: terms.baseUrl ?? settings.baseUrl,
    model: terms.model,
    apiKey: keyOf(terms.name, settings.apiKeyEnv, environment),
    system: terms.system,
    temperature: terms.temperature,
    maxTokens: terms.maxTokens,
    timeoutSeconds: settings.timeoutSeconds,
    extraBody: terms.extraBody,
  });
