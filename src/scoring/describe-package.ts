import type { ScorerIdentity } from '../ids.ts';
import type { QualityBasis, ScorerDescription, ScorerQuality } from '../ports/scorer.ts';
import type { MeasuredQuality } from './evaluation/measured.ts';
import { scorerIdentity } from './identity.ts';
import type { PackageManifest } from './package-manifest.ts';
import type { TokenManifest } from './token-manifest.ts';

/** Any scorer's folder. */
export type ScorerManifest = PackageManifest | TokenManifest;

/** Hash of everything that decides a label: weights, tokenizer, truncation, heads with their temperatures. */
const ngramIdentity = ({
  model,
  tokenizer,
  inputs,
  maxResponseCharacters,
  heads,
}: PackageManifest): ScorerIdentity =>
  scorerIdentity({
    model: model.sha256,
    tokenizer: { ...tokenizer, views: { ...tokenizer.views } },
    inputs,
    maxResponseCharacters,
    heads: heads.map((each) => ({ ...each })),
  });

const tokenIdentity = ({
  model,
  tokenizer,
  template,
  tokens,
  inputs,
  heads,
}: TokenManifest): ScorerIdentity =>
  scorerIdentity({
    model: model.sha256,
    data: model.data.map(({ sha256 }) => sha256),
    tokenizer: { ...tokenizer },
    template,
    tokens: { ...tokens },
    inputs: { ...inputs },
    heads: heads.map((each) => ({ ...each })),
  });

const summarise = (measured: MeasuredQuality | null, on: QualityBasis): ScorerQuality | undefined => {
  if (!measured || measured.accuracy === null || measured.macroF1 === null) return undefined;
  const { accuracy, macroF1, ci95, n, unscored } = measured;
  if (ci95.accuracy === null) return undefined;
  const limits = ci95.macroF1 === null ? {} : { macroF1Ci95: ci95.macroF1 };
  return { accuracy, accuracyCi95: ci95.accuracy, macroF1, ...limits, n: n - unscored, on };
};

const qualityOf = (manifest: ScorerManifest): ScorerQuality | undefined => {
  const measured = summarise(manifest.quality.evaluation, 'labelled responses that it never saw');
  if (measured !== undefined || manifest.format === 2) return measured;
  const { unseenPromptsAndWriters, unseenPrompts } = manifest.quality;
  return (
    summarise(unseenPromptsAndWriters, 'cross-validation, unseen prompts and writers') ??
    summarise(unseenPrompts, 'cross-validation, unseen prompts')
  );
};

/** What cards say of a packaged scorer; `name` is what the configuration calls it. */
export const describePackage = (manifest: ScorerManifest, name: string): ScorerDescription => {
  const quality = qualityOf(manifest);
  return {
    name,
    kind: 'onnx',
    identity: manifest.format === 2 ? tokenIdentity(manifest) : ngramIdentity(manifest),
    triage: manifest.triage,
    ...(quality === undefined ? {} : { quality }),
  };
};
