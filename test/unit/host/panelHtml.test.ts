// The frame of the page: its policy, its names, and that nothing put into it can break out.
import assert from 'node:assert/strict';
import { Window } from 'happy-dom';
import { PANEL_STRINGS } from '../../../src/core/chat/panelStrings.ts';
import { panelHtml } from '../../../src/host/chat/panelHtml.ts';

const EVIL = `</script><script>alert(1)</script><!--"'><img src=x onerror=alert(1)>`;
const parts = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'abc123',
  scriptUri: 'https://x/panel.js?a=1&b=2',
  styleUris: ['https://x/panel.css', 'https://x/markdown.css'],
  strings: PANEL_STRINGS,
  language: 'en',
};

function parsed(html: string): Document {
  const window = new Window({ settings: { disableJavaScriptFileLoading: true, disableCSSFileLoading: true } });
  return new window.DOMParser().parseFromString(html, 'text/html') as unknown as Document;
}

describe('panelHtml', () => {
  it('lets the page load our script, styles and fonts, and nothing else', () => {
    const policy = parsed(panelHtml(parts)).querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://*.vscode-cdn.net; " +
        "img-src https://*.vscode-cdn.net data:; font-src https://*.vscode-cdn.net; base-uri 'none'; form-action 'none'",
    );
    assert.equal(/unsafe|connect-src/.test(policy), false);
  });

  it('has the whole frame with its names before any script runs', () => {
    const page = parsed(panelHtml(parts));
    assert.equal(page.querySelector('[role=log]')?.getAttribute('aria-label'), 'Conversation');
    assert.equal(page.querySelector('textarea')?.getAttribute('aria-label'), 'Message Claude');
    assert.equal(page.querySelector('#send')?.getAttribute('aria-label'), 'Send');
    assert.equal(page.querySelector('#stop')?.getAttribute('aria-label'), 'Stop');
    assert.equal(page.querySelectorAll('link[rel=stylesheet]').length, 2);
    assert.equal(page.documentElement.lang, 'en');
    assert.equal(page.querySelector('[style]'), null);
  });

  it('gives every script the nonce', () => {
    const scripts = [...parsed(panelHtml(parts)).querySelectorAll('script')];
    assert.deepEqual(
      scripts.map((script) => script.getAttribute('nonce')),
      ['abc123', 'abc123'],
    );
  });

  it('has its script run when the page has loaded: until then VS Code keeps it hidden', () => {
    const script = parsed(panelHtml(parts)).querySelector('script[type=module]');
    assert.equal(script?.hasAttribute('src'), false);
    assert.equal(script?.textContent, 'import("https://x/panel.js?a=1&b=2")');
  });

  it('lets no string break out of where it stands', () => {
    const strings = { ...PANEL_STRINGS, conversation: EVIL, composer: EVIL, send: EVIL, welcomeText: EVIL };
    const page = parsed(panelHtml({ ...parts, strings, language: EVIL }));
    assert.equal(page.querySelectorAll('script').length, 2);
    assert.equal(page.querySelectorAll('img').length, 0);
    assert.equal(page.querySelector('textarea')?.getAttribute('aria-label'), EVIL);
    assert.deepEqual(JSON.parse(page.querySelector('#strings')?.textContent ?? ''), strings);
  });
});
