// What one needs to know to choose a model: its price, what it can read and write, how it thinks, how long it will be there.
import type { Price } from '../usage/prices.ts';
import type { Translate } from './failureWords.ts';
import type { Model } from './models.ts';

export function priceWords(price: Price | undefined, t: Translate): string {
  return joined([
    price === undefined ? t('no price known') : t('${0} in, ${1} out per M tokens', price.input, price.output),
    price?.long && t('above {0} tokens ${1} and ${2}', short(price.long.above), ...inAndOut(price.long.price)),
  ]);
}

/** What it can read, write and do, and how long it will be there. */
export function abilities(model: Model, t: Translate): string {
  const { effort, thinking, lifecycle, retiresAt, maxInputTokens, maxTokens } = model;
  const day = retiresAt === undefined ? undefined : new Date(retiresAt).toLocaleDateString();
  return joined([
    lifecycle === 'retired' && t('retired'),
    lifecycle === 'deprecated' && (day === undefined ? t('deprecated') : t('deprecated, retires on {0}', day)),
    maxInputTokens && t('reads {0}', short(maxInputTokens)),
    maxTokens && t('writes {0}', short(maxTokens)),
    effort !== undefined && (effort.length > 0 ? t('effort {0}', effort.join(', ')) : t('no effort levels')),
    thinking !== undefined && (thinking.adaptive || thinking.enabled ? t('thinks') : t('does not think')),
  ]);
}

function inAndOut({ input, output }: Pick<Price, 'input' | 'output'>): [number, number] {
  return [input, output];
}

function joined(facts: readonly (string | number | false | undefined)[]): string {
  return facts.filter((fact) => typeof fact === 'string' && fact !== '').join(' · ');
}

/** `1000000` as `1M`, `128000` as `128k`. */
function short(tokens: number): string {
  return tokens >= 1e6 ? `${Math.round(tokens / 1e5) / 10}M` : `${Math.round(tokens / 1000)}k`;
}
