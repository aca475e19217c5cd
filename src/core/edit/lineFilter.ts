// One stage that the lines of an answer pass through. Lines have no ends here.

export interface LineFilter {
  /** Takes a line and returns those that can go on; what depends on later lines is held. */
  readonly push: (line: string) => readonly string[];
  /** No line will follow: returns what was held and belongs to the code. `whole` is false where the answer broke off. */
  readonly end: (whole: boolean) => readonly string[];
}

/** How a region looks in the document: what the reader measures an answer by. All lines are without their ends. */
export interface RegionText {
  readonly original: readonly string[];
  /** Lines right above and below it, as the model was shown them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}
