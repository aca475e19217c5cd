// The HTML that the panel's page starts from: its whole frame, named and usable before any script has run, under a
// policy that lets it load nothing but our own script, style and fonts.
import type { PanelStrings } from '../../core/chat/panelStrings.ts';

/** The stylesheets of the page, in media/. */
export const PANEL_STYLES = ['panel.css', 'markdown.css', 'codeBar.css', 'turns.css', 'find.css', 'keys.css'] as const;

export interface PanelHtmlParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
  readonly strings: PanelStrings;
  /** BCP 47 tag of the language that the strings are in. */
  readonly language: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** JSON that cannot end the script element it stands in, nor start a comment in it: `<` is written as an escape. */
const inertJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

export function panelHtml(parts: PanelHtmlParts): string {
  const { cspSource, nonce, strings } = parts;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const text = (key: keyof PanelStrings): string => escaped(strings[key]);
  const styles = parts.styleUris.map((uri) => `<link rel="stylesheet" href="${escaped(uri)}">`).join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text('conversation')}</title>
${styles}
</head>
<body>
<main id="panel">
<h1 class="unseen">${text('conversation')}</h1>
<div id="viewport">
<section id="welcome" hidden></section>
<div id="conversation" role="log" aria-live="off" aria-label="${text('conversation')}" tabindex="0"></div>
<div id="progress" role="status"></div>
</div>
<div id="dock">
<button id="jump" type="button" hidden>${text('jumpToLatest')}</button>
<div id="notices"></div>
<form id="composer">
<textarea id="message" aria-label="${text('composer')}" rows="1" dir="auto" autocomplete="off"></textarea>
<div id="tools">
<button id="new-chat" type="button" aria-label="${text('newChat')}" title="${text('newChat')}"></button>
<button id="model" type="button" hidden></button>
<button id="stop" type="button" aria-label="${text('stop')}" title="${text('stop')}" hidden></button>
<button id="send" type="submit" aria-label="${text('send')}" title="${text('send')}" disabled></button>
</div>
</form>
<p id="status" hidden></p>
</div>
<div id="announcer" class="unseen" aria-live="polite"></div>
</main>
<script id="strings" type="application/json" nonce="${escaped(nonce)}">${inertJson(strings)}</script>
<script type="module" nonce="${escaped(nonce)}" src="${escaped(parts.scriptUri)}"></script>
</body>
</html>
`;
}
