// Which turn follows which. Versions of a turn (a message that was edited, an answer made anew) follow the same one, and
// at each such fork one is shown, with all that followed it. Nothing is ever taken out of the tree.

/** What the first turn of a chat follows. */
const ROOT = '';

interface Node<T> {
  readonly turn: T;
  readonly after: string;
  readonly next: string[];
  /** The one of `next` that is shown. */
  shown: string | undefined;
  /** `deleted`: its place is shown, with the way to undo it. `dropped`: nothing is. What follows is there in both. */
  state: 'here' | 'deleted' | 'dropped';
}

export class TurnTree<T extends { readonly id: string }> {
  readonly nodes = new Map<string, Node<T>>();
  readonly roots: string[] = [];
  shownRoot: string | undefined;
  /** What `path` and `end` have found, until something changes. */
  #path: T[] | undefined;
  #end: string | undefined;

  /** The turn, unless it was dropped. */
  get(id: string): T | undefined {
    const node = this.nodes.get(id);
    return node?.state === 'dropped' ? undefined : node?.turn;
  }

  isDeleted(id: string): boolean {
    return this.nodes.get(id)?.state === 'deleted';
  }

  /** Puts a new turn behind another one, and shows it there. Behind one that is not known it goes to the end. */
  add(turn: T, after: string): void {
    if (turn.id === ROOT || this.nodes.has(turn.id)) return;
    const { end } = this;
    const place = after === ROOT || this.nodes.has(after) ? after : end;
    this.nodes.set(turn.id, { turn, after: place, next: [], shown: undefined, state: 'here' });
    this.#nextOf(place).push(turn.id);
    if (place !== end) return this.show(turn.id);
    // At the end nothing changes but the end itself: a long journal is read in one pass.
    this.#choose(turn.id, place);
    this.#path?.push(turn);
    this.#end = turn.id;
  }

  /** Shows a turn, wherever it stands: at each fork before it the way to it is taken. */
  show(id: string): void {
    for (let node = this.nodes.get(id); node !== undefined; node = this.nodes.get(node.after)) {
      this.#choose(node.turn.id, node.after);
    }
    this.#path = undefined;
    this.#end = undefined;
  }

  setState(id: string, state: Node<T>['state']): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    node.state = state;
    this.#path = undefined;
    if (state !== 'dropped' || this.hasFollowers(id) || this.shownBehind(node.after) !== id) return;
    const other = this.versions(id).at(-1);
    if (other !== undefined) this.show(other);
  }

  /** What the turn follows; `undefined` for one that is not known. */
  before(id: string): string | undefined {
    return this.nodes.get(id)?.after;
  }

  /** Whether any turn stands behind this one, shown or not. */
  hasFollowers(id: string): boolean {
    for (const turn of this.followers(id)) if (this.get(turn.id) !== undefined) return true;
    return false;
  }

  /** All turns that follow the same one as this does, itself among them, in the order in which they came. */
  versions(id: string): readonly string[] {
    const node = this.nodes.get(id);
    return node === undefined ? [] : this.#nextOf(node.after).filter((each) => this.get(each) !== undefined);
  }

  /** What is shown, in its order; deleted turns are in their places, dropped ones are not there. */
  get path(): readonly T[] {
    this.#path ??= this.#walk()
      .filter(({ state }) => state !== 'dropped')
      .map(({ turn }) => turn);
    return this.#path;
  }

  /** The last turn on the way that is shown, also if it was dropped: what comes next follows it. */
  get end(): string {
    this.#end ??= this.#walk().at(-1)?.turn.id ?? ROOT;
    return this.#end;
  }

  /** The turns that lead to this one, and itself, in their order, shown or not. */
  lineage(id: string): readonly T[] {
    const line: T[] = [];
    for (let node = this.nodes.get(id); node !== undefined; node = this.nodes.get(node.after)) {
      if (node.state === 'here') line.push(node.turn);
    }
    return line.toReversed();
  }

  /** All turns behind this one, on every branch. */
  *followers(id: string): Generator<T> {
    const waiting = [...(this.nodes.get(id)?.next ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const node = this.nodes.get(next);
      if (node === undefined) continue;
      yield node.turn;
      waiting.push(...node.next);
    }
  }

  /** Of the turns that follow this one, the one that is shown. */
  shownBehind(id: string): string | undefined {
    return id === ROOT ? this.shownRoot : this.nodes.get(id)?.shown;
  }

  #walk(): Node<T>[] {
    const way: Node<T>[] = [];
    for (let id = this.shownRoot; id !== undefined; id = way.at(-1)?.shown) {
      const node = this.nodes.get(id);
      if (node === undefined) break;
      way.push(node);
    }
    return way;
  }

  #choose(id: string, after: string): void {
    const before = this.nodes.get(after);
    if (before === undefined) this.shownRoot = id;
    else before.shown = id;
  }

  #nextOf(id: string): string[] {
    return id === ROOT ? this.roots : (this.nodes.get(id)?.next ?? []);
  }
}
