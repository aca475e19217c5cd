// The frame of the Usage view: its policy, and that nothing put into it can break out.
import assert from 'node:assert/strict';
import { USAGE_STRINGS } from '../../../../src/core/usage/usageStrings.ts';
import { usageHtml } from '../../../../src/host/usage/usageHtml.ts';

const parts = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'abc123',
  scriptUri: 'https://x/usage.js?a=1&b=2',
  styleUris: ['https://x/usage.css'],
  strings: USAGE_STRINGS,
  language: 'en',
};

describe('usageHtml', () => {
  it('lets the page load our script and style, and nothing else', () => {
    const html = usageHtml(parts);
    assert.match(html, /content="default-src &#39;none&#39;; script-src &#39;nonce-abc123&#39;; style-src https/);
    assert.doesNotMatch(html, /unsafe|connect-src|style="| on\w+=/);
  });

  it('lets no word break out of its place', () => {
    const evil = `</script><script>alert(1)</script>"'><img src=x>`;
    const strings = Object.fromEntries(Object.keys(USAGE_STRINGS).map((key) => [key, evil]));
    const html = usageHtml({ ...parts, strings: { ...USAGE_STRINGS, ...strings }, language: evil });
    assert.doesNotMatch(html, /<img|<script>alert/);
  });
});
