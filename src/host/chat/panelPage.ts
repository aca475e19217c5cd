// The panel's page in its webview: the addresses of its files, a nonce of its own, and its words in the user's language.
import { randomBytes } from 'node:crypto';
import { Uri, env, l10n, type Webview } from 'vscode';
import { PANEL_STRINGS } from '../../core/chat/panelStrings.ts';
import { panelHtml } from './panelHtml.ts';

/** Its HTML; the nonce is new each time. */
export function panelPage(webview: Webview, extension: Uri): string {
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const strings = Object.entries(PANEL_STRINGS).map(([name, english]) => [name, l10n.t(english)]);
  return panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
    scriptUri: address('dist', 'page', 'panel.js'),
    styleUris: [address('dist', 'page', 'page.css')],
    strings: { ...PANEL_STRINGS, ...Object.fromEntries(strings) },
    language: env.language,
  });
}
