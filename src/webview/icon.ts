// The few icons of the page, drawn as strokes in the colour of the text around them, so that no font is loaded.

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  send: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  add: 'M8 3v10M3 8h10',
  attach: 'm12.5 7.3-4.7 4.6a2.6 2.6 0 0 1-3.7-3.7l5-5a1.7 1.7 0 0 1 2.5 2.4l-5 5a.8.8 0 0 1-1.2-1.1l4.3-4.3',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6',
  text: 'M3 4h10M3 8h10M3 12h6',
  stop: 'M4.5 4.5h7v7h-7z',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  done: 'm3 8.5 3.2 3.5L13 4.5',
  insert: 'M2.5 3h11M2.5 13h11M4 8h7M8.5 5.5 11 8l-2.5 2.5',
  down: 'M8 3v10M3.5 8.5 8 13l4.5-4.5',
  up: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  fold: 'm6 4 4 4-4 4',
  back: 'm10 4-4 4 4 4',
  more: 'm4 6 4 4 4-4',
  edit: 'M3 13l.8-3L11 2.8 13.2 5 6 12.2z',
  again: 'M12.8 8.6A4.9 4.9 0 1 1 11.3 4.4M11.6 1.8v3H8.6',
  delete: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.8 7v4M9.2 7v4',
  error: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.8v4M8 10.6v.6',
  warning: 'M8 2 1.8 13.2h12.4zM8 6.2v3.6M8 11.2v.5',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 7.2v4M8 4.8v.6',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${name}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
