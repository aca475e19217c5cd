// What the list of turns needs of each turn that is drawn.

export interface TurnView {
  readonly root: HTMLElement;
  /** Stands before the turn, where Claude's memory begins. */
  readonly mark?: HTMLElement | undefined;
  dispose(): void;
}
