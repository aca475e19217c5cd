// The switch between the versions of one turn: `2/3`, the way to the one before and the one after, and what sets this
// one apart.
import { button, element } from './element.ts';
import { icon, type IconName } from './icon.ts';
import type { Words } from './words.ts';

/** `facts`: what sets this version apart, such as its model; empty for nothing. */
export function drawVersions(
  versions: readonly string[] | undefined,
  id: string,
  facts: string,
  words: Words,
  show: (id: string) => void,
): HTMLElement | undefined {
  const at = versions?.indexOf(id) ?? -1;
  if (versions === undefined || at < 0) return undefined;
  const way = (name: 'previousVersion' | 'nextVersion', picture: IconName, to: string | undefined) => {
    const label = words(name);
    const made = button({ class: 'quiet', 'data-way': name, 'aria-label': label, title: label }, () => {
      if (to !== undefined) show(to);
    });
    made.disabled = to === undefined;
    made.append(icon(picture));
    return made;
  };
  return element(
    'div',
    { class: 'versions', role: 'group', 'aria-label': words('versions', at + 1, versions.length) },
    way('previousVersion', 'back', versions[at - 1]),
    element('span', { class: 'count' }, `${at + 1}/${versions.length}`),
    way('nextVersion', 'fold', versions[at + 1]),
    ...(facts === '' ? [] : [element('span', { class: 'of' }, facts)]),
  );
}

/** Keeps the focus on the switch when another version takes the place of the one that had it. */
export function focusVersion(turn: HTMLElement, way: string): boolean {
  const buttons = [...turn.querySelectorAll<HTMLButtonElement>('.versions button')];
  const wanted = buttons.find((each) => each.dataset['way'] === way && !each.disabled);
  const found = wanted ?? buttons.find((each) => !each.disabled);
  found?.focus({ preventScroll: true });
  return found !== undefined;
}
