// What looks like a key is found, by line and kind; what only looks busy is left alone; and no secret is given out.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { hasSecretName } from '../../../../src/core/context/secretNames.ts';
import { findSecrets, type SecretKind } from '../../../../src/core/context/secrets.ts';
import { pairs } from '../../../support/edit/histories.ts';

// Put together here, so that no scanner takes this file for a leak.
const letters = (count: number): string => 'aB3dE5fG7hJ9kL1mN0pQ2rS4tU6vW8xY'.repeat(10).slice(0, count);
const pem = (kind: string): string => `-----BEGIN ${kind}PRIVATE KEY-----`;
const upper = (count: number): string => 'Q3R4S5T6U7V2W3X4'.repeat(4).slice(0, count);
const SECRETS: readonly (readonly [SecretKind, string])[] = [
  ['privateKey', pem('RSA ')],
  ['privateKey', pem('')],
  ['privateKey', pem('OPENSSH ')],
  ['anthropic', `sk-ant-api03-${letters(40)}`],
  ['openai', `sk-proj-${letters(30)}T3BlbkFJ${letters(30)}`],
  ['aws', `AKIA${upper(16)}`],
  ['aws', `aws_secret_access_key = ${letters(40)}`],
  ['github', `ghp_${letters(36)}`],
  ['github', `github_pat_${letters(70)}`],
  ['gitlab', `glpat-${letters(20)}`],
  ['slack', `xoxb-${letters(30)}`],
  ['slack', `https://hooks.slack.com/services/${letters(30)}`],
  ['stripe', `sk_live_${letters(24)}`],
  ['google', `AIza${letters(35)}`],
  ['npm', `npm_${letters(36)}`],
  ['pypi', `pypi-AgE${letters(60)}`],
  ['huggingface', `hf_${letters(34)}`],
  ['sendgrid', `SG.${letters(22)}.${letters(43)}`],
  ['digitalocean', `dop_v1_${'0a1b2c3d'.repeat(8)}`],
  ['azure', `AccountKey=${letters(86)}==`],
  ['jwt', `eyJ${letters(20)}.eyJ${letters(40)}.${letters(43)}`],
  ['urlPassword', 'postgres://admin:hunter2secret@db.internal:5432/x'],
  ['assigned', `password = "${letters(20)}"`],
  ['assigned', `"apiKey": "${letters(32)}"`],
];

const HARMLESS: readonly string[] = [
  'const token = getToken();',
  'password: "correct horse"',
  'api_key = "your-api-key-goes-here"',
  'secret: "<put it here>"',
  'token = "${process.env.TOKEN_FROM_OUTSIDE}"',
  'password = "************"',
  'https://example.com/path?x=1',
  'ssh://git@github.com/a/b',
  'postgres://user:${PASSWORD}@host/db',
  'import { secrets } from "./secrets/secrets.ts";',
  'sha512-52N+Y4HRMOJmbLmr+DqO4iSRyyB7N52gm7PWCT6h0p978+oKbqHCB7gIJIwZvBUsjlSdWbrBFqUSmIFNZMpn0A==',
  'commit 2bebbab0c1d2e3f405162738495a6b7c8d9e0f1a',
  '-----BEGIN PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----',
  'token: "GITHUB_ACCESS_TOKEN"',
  "const ReactPropTypesSecret = 'SECRET_DO_NOT_PASS_THIS_OR_YOU_WILL_BE_FIRED';",
];

describe('the search for secrets', () => {
  for (const [kind, secret] of SECRETS) {
    it(`finds ${kind} in the line where it stands: ${secret.slice(0, 12)}…`, () => {
      const found = findSecrets(`first line\nsecond\nvalue ${secret} end\nlast`);
      assert.deepEqual(found, [{ line: 3, kind }]);
      assert.ok(!JSON.stringify(found).includes(secret));
    });
  }

  for (const text of HARMLESS) it(`leaves alone: ${text}`, () => assert.deepEqual(findSecrets(text), []));

  it('asks about no file of published packages that we know', () => {
    const modules = join(import.meta.dirname, '../../../../node_modules');
    const all = pairs(modules);
    assert.ok(all.length > 300);
    for (const { name, before, after } of all) assert.deepEqual(findSecrets(before + after), [], name);
  });

  it('is done soon with texts made to be slow', () => {
    for (const text of [
      'a'.repeat(300_000),
      'aws'.repeat(100_000),
      'eyJ'.repeat(100_000),
      'x://a:'.repeat(50_000),
      'token = "'.repeat(40_000),
    ]) {
      findSecrets(text);
    }
  });

  it('finds a key wherever in a text it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SECRETS),
        fc.array(fc.constantFrom('', 'words', '{', '  x = 1')),
        (known, before) => {
          const [, secret] = known;
          assert.equal(findSecrets([...before, secret].join('\n')).at(-1)?.line, before.length + 1);
        },
      ),
    );
  });
});

describe('names of secret files', () => {
  for (const path of [
    '.env',
    '.env.local',
    'a/.env.production',
    'prod.env',
    'server.pem',
    'x/id_rsa',
    'id_ed25519',
    '.npmrc',
    'credentials',
    'a/credentials.json',
    'secrets.yaml',
    '.aws/config',
    'k.p12',
    '.git-credentials',
    'main.tfvars',
    'service-account-prod.json',
  ]) {
    it(`knows ${path}`, () => assert.ok(hasSecretName(path)));
  }
  for (const path of [
    '.env.example',
    'id_rsa.pub',
    'environment.ts',
    'secrets.ts',
    'src/credentials.ts',
    'pem.md',
    'keys.ts',
    'ids.json',
    '.envrc.sample',
  ]) {
    it(`lets ${path} pass`, () => assert.ok(!hasSecretName(path)));
  }
});
