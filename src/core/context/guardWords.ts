// What the guard found, in words.
import type { Translate } from '../claude/failureWords.ts';
import type { Finding } from './guard.ts';
import type { SecretKind } from './secrets.ts';

export function findingWords(finding: Finding, t: Translate): string {
  const { where } = finding;
  switch (finding.reason) {
    case 'name':
      return t('{0}: files of this name usually hold secrets', where);
    case 'gitignore':
      return t('{0}: left out of Git by .gitignore', where);
    case 'exclude':
      return t('{0}: hidden by the setting files.exclude', where);
    case 'content':
      return finding.item === undefined
        ? t('Your message, line {0}: looks like {1}', finding.line, kindWords(finding.kind, t))
        : t('{0}, line {1}: looks like {2}', where, finding.line, kindWords(finding.kind, t));
  }
}

function kindWords(kind: SecretKind, t: Translate): string {
  switch (kind) {
    case 'privateKey':
      return t('a private key');
    case 'urlPassword':
      return t('an address with a password');
    case 'assigned':
      return t('a password or token in quotes');
    case 'jwt':
      return t('a signed token (JWT)');
    default:
      return t('a key of {0}', ISSUERS[kind]);
  }
}

const ISSUERS: { readonly [kind in Exclude<SecretKind, 'privateKey' | 'urlPassword' | 'assigned' | 'jwt'>]: string } = {
  anthropic: 'Anthropic',
  openai: 'OpenAI',
  aws: 'AWS',
  github: 'GitHub',
  gitlab: 'GitLab',
  slack: 'Slack',
  stripe: 'Stripe',
  google: 'Google',
  npm: 'npm',
  pypi: 'PyPI',
  huggingface: 'Hugging Face',
  sendgrid: 'SendGrid',
  digitalocean: 'DigitalOcean',
  azure: 'Azure',
};
