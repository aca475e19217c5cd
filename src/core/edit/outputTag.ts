// The tags between which the model writes code. They are chosen per request, so that nothing in the code is taken for one.

const NAMES = ['proposed', 'proposed-code', 'sidestream-code'];

/** A tag name that occurs in none of `texts`, in whatever case; the same texts always give the same name. */
export function chooseTag(texts: readonly string[]): string {
  const lower = texts.map((text) => text.toLowerCase());
  const isFree = (name: string): boolean =>
    lower.every((text) => !text.includes(`<${name}`) && !text.includes(`/${name}`));
  for (const name of NAMES) if (isFree(name)) return name;
  // A text of n characters cannot hold n different numbers.
  for (let number = 2; ; number++) if (isFree(`proposed-${number}x`)) return `proposed-${number}x`;
}

/** The tag of one of several regions, counted from 0; of an only one it is the plain tag. */
export function regionTag(tag: string, region: number, regions: number): string {
  return regions === 1 ? tag : `${tag}-${region + 1}`;
}

/** The tag around a region in the request, where it stands among the lines around it. */
export function markTag(regionTagName: string): string {
  return `${regionTagName}-region`;
}
