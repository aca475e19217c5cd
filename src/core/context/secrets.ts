// Finds what looks like a key or a password in a text, by the formats that their issuers document. A table of our own:
// secretlint's recommended rules bundle to 340 KB, half of what the whole extension may weigh.

export interface FoundSecret {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: SecretKind;
}

interface Rule {
  readonly kind: string;
  /** With the flag g. Where it has a group, that is the secret. */
  readonly pattern: RegExp;
  /** Least bits of surprise a character, to tell keys from words; for formats without a mark of their own. */
  readonly entropy?: number;
}

/** Formats as their issuers, or GitHub's secret scanning (https://docs.github.com/en/code-security/secret-scanning), name them. */
const RULES = [
  { kind: 'privateKey', pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g }, // RFC 7468
  { kind: 'anthropic', pattern: /\bsk-ant-[\w-]{20,}/g },
  { kind: 'openai', pattern: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}/g },
  { kind: 'aws', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g }, // docs.aws.amazon.com, IAM unique identifiers
  { kind: 'aws', pattern: /aws.{0,20}secret.{0,20}[=:]\s*['"]?([A-Za-z0-9/+]{40})\b/gi, entropy: 3.5 },
  { kind: 'github', pattern: /\b(?:gh[oprsu]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/g }, // github.blog/2021-04-05
  { kind: 'gitlab', pattern: /\bgl(?:pat|ptt|rt|dt|cbt|soat)-[\w-]{20,}/g }, // docs.gitlab.com, token prefixes
  { kind: 'slack', pattern: /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{10,}/g }, // api.slack.com, token types
  { kind: 'slack', pattern: /hooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,}/g },
  { kind: 'stripe', pattern: /\b(?:sk|rk)_live_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9]{24,}/g }, // docs.stripe.com/keys
  { kind: 'google', pattern: /\bAIza[\w-]{35}\b|\bGOCSPX-[\w-]{28}\b|\bya29\.[\w-]{30,}/g },
  { kind: 'npm', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g }, // github.blog/2021-09-23
  { kind: 'pypi', pattern: /\bpypi-AgE[\w-]{50,}/g },
  { kind: 'huggingface', pattern: /\bhf_[A-Za-z0-9]{34,}\b/g },
  { kind: 'sendgrid', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/g },
  { kind: 'digitalocean', pattern: /\bdo[oprt]_v1_[a-f0-9]{64}\b/g },
  { kind: 'azure', pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/g },
  { kind: 'jwt', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g }, // RFC 7519
  { kind: 'urlPassword', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`<>]{1,100}:([^\s:@/'"`<>${}]{3,100})@/gi },
  {
    kind: 'assigned',
    pattern:
      /(?:api[-_]?key|secret|token|passw(?:or)?d|passphrase|auth[-_]?key|private[-_]?key)["']?\s{0,4}(?::|=|=>|:=)\s{0,4}["'`]([^\s"'`]{12,200})["'`]/gi,
    entropy: 3.2,
  },
] as const satisfies readonly Rule[];

export type SecretKind = (typeof RULES)[number]['kind'];

/** More is no more telling. */
const MOST = 20;

/** In the order of the text, at most one a line and rule. The secret itself is not given out. */
export function findSecrets(text: string): FoundSecret[] {
  const found: (FoundSecret & { readonly at: number })[] = [];
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const secret = match[1] ?? match[0];
      if (isPlaceholder(secret) || ('entropy' in rule && entropyOf(secret) < rule.entropy)) continue;
      const line = lineAt(text, match.index);
      if (!found.some((known) => known.line === line)) found.push({ line, kind: rule.kind, at: match.index });
      if (found.length >= MOST) break;
    }
  }
  return found
    .toSorted((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ line, kind }) => ({ line, kind }));
}

/** What documentation, templates and code write in a secret's place, names of constants among it. */
function isPlaceholder(secret: string): boolean {
  if (/^[A-Z]+(?:_[A-Z]+)+$/.test(secret)) return true;
  return /^[*xX.]+$|^<.*>$|^\$\{|^process\.env|^your[-_]|(?:example|placeholder|changeme|dummy)/i.test(secret);
}

/** Shannon's, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
