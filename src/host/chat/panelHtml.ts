// Stand-in until the page is drawn.
export function panelHtml({
  nonce,
  scriptUri,
}: {
  cspSource: string;
  nonce: string;
  scriptUri: string;
  styleUris: string[];
  strings: object;
  language: string;
}): string {
  return `<script type="module" nonce="${nonce}" src="${scriptUri}"></script>`;
}
