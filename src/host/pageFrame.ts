// What every page of ours starts from: a policy that lets it load nothing but our own script, style and fonts, and ways to
// put text into HTML that cannot break out of it.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** JSON that cannot end the script element it stands in, nor start a comment in it: `<` is written as an escape. */
export const inertJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

export function contentPolicy(cspSource: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** Where a page's parts come from. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
  /** BCP 47 tag of the language that the strings are in. */
  readonly language: string;
}

/**
 * The whole document around `body`, which is HTML already. `strings` are the page's words. VS Code keeps a page hidden until
 * it has loaded; a script that is imported is no part of that, so the frame is seen before it has run.
 */
export function pageHtml(parts: PageParts, title: string, strings: object, body: string): string {
  const styles = parts.styleUris.map((uri) => `<link rel="stylesheet" href="${escaped(uri)}">`).join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(contentPolicy(parts.cspSource, parts.nonce))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${styles}
</head>
<body>
${body}
<script id="strings" type="application/json" nonce="${escaped(parts.nonce)}">${inertJson(strings)}</script>
<script type="module" nonce="${escaped(parts.nonce)}">import(${inertJson(parts.scriptUri)})</script>
</body>
</html>
`;
}
