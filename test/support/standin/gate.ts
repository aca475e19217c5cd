/** A place in a script where the stand-in waits until the test opens it, so that no suite needs to sleep. */
export class Gate {
  readonly #open = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<void>();

  /** Settles when the stand-in has arrived here: everything before it is written to the socket. */
  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  open(): void {
    this.#open.resolve();
  }

  /** Called by the player only. */
  pass(): Promise<void> {
    this.#reached.resolve();
    return this.#open.promise;
  }
}
