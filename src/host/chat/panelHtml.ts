// Stand-in until the page is drawn.
export function panelHtml(_: {
  cspSource: string;
  nonce: string;
  scriptUri: string;
  styleUris: string[];
  strings: object;
  language: string;
}): string {
  return '';
}
