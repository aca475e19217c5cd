// One edit in an open document: what of it stands where, what the user decided, and what undo makes of it.
import type { TextDocument } from 'vscode';
import type { DocumentChange } from '../../core/edit/documentChange.ts';
import { EditGroup } from '../../core/edit/editGroup.ts';
import type { EditRecord } from '../../core/edit/editRecord.ts';
import { Review } from '../../core/edit/review.ts';
import type { ReviewedHunk } from '../../core/edit/reviewedHunk.ts';
import { hashOf, UndoTrail, type Moment, type Travel } from '../../core/edit/undoTrail.ts';
import type { NewEnds } from '../../core/edit/othersChanges.ts';
import type { Plan } from '../../core/edit/plan.ts';
import type { DocumentWriter, WriteEnd } from './documentWriter.ts';

/** What an edit looks like at a moment of the document. `unknown` in the middle of a stream. */
export type EditState = { readonly hunks: readonly ReviewedHunk[] } | 'absent' | 'unknown';

/** `absent`: undone or reverted; its hunks are kept as rejected ones. */
export type Phase = 'streaming' | 'review' | 'absent';

export type EditFacts = Pick<EditRecord, 'id' | 'at' | 'kind' | 'instruction'>;

export class OpenEdit {
  readonly facts: EditFacts;
  readonly #writer: DocumentWriter;
  readonly #trail = new UndoTrail<EditState>();
  readonly #told: () => void;
  readonly #before: string;
  /** What was there before the stream began; asked once, when it begins to write. */
  #earlier: EditState = 'absent';
  /** The hunks as they were before the editor began to undo them, step by step. */
  #whole: readonly ReviewedHunk[] | undefined;
  document: TextDocument;
  group: EditGroup;
  phase: Phase;
  /** Somebody has typed into an edit that streams: it ends there. */
  onDisturbed: () => void = () => {};

  /** `told` is called after each change of what is to be seen. */
  constructor(document: TextDocument, writer: DocumentWriter, group: EditGroup, facts: EditFacts, told: () => void) {
    this.document = document;
    this.#writer = writer;
    this.group = group;
    this.facts = facts;
    this.#told = told;
    this.phase = group.review === undefined ? 'streaming' : 'review';
    this.#before = this.phase === 'streaming' ? hashOf(document.getText()) : '';
  }

  get pending(): readonly ReviewedHunk[] {
    return this.phase === 'review' ? this.group.hunks.filter(({ verdict }) => verdict === 'pending') : [];
  }

  get rejected(): readonly ReviewedHunk[] {
    return this.group.hunks.filter(({ verdict }) => verdict === 'rejected');
  }

  /** It is to be seen: it streams, or something is to be decided. */
  get alive(): boolean {
    return this.phase === 'streaming' || this.pending.length > 0;
  }

  /** Undo or redo has begun to take it away or to bring it back, and has not come to its edge. */
  get between(): boolean {
    return this.#whole !== undefined;
  }

  /** Brings the document up to date with what has come. */
  write(unseen: boolean): Promise<WriteEnd> {
    return this.#carryOut(() => this.group.plan(), unseen);
  }

  /** The stream is over and written: what follows is the user's to decide. */
  settle(): void {
    if (this.phase !== 'streaming') return;
    this.group.freeze();
    this.phase = 'review';
    this.#trail.restate(this.#state());
    this.#trail.close();
    this.#told();
  }

  /** A stream begins again, over what stands there. */
  goOn(group: EditGroup): void {
    this.#earlier = this.#state();
    this.#trail.close();
    this.group = group;
    this.phase = 'streaming';
    this.#told();
  }

  accept(numbers?: readonly number[]): void {
    this.group.accept(numbers);
    this.#trail.restate(this.#state());
    this.#told();
  }

  reject(numbers?: readonly number[]): Promise<WriteEnd> {
    return this.#decide(() => this.group.reject(numbers));
  }

  reopen(numbers?: readonly number[]): Promise<WriteEnd> {
    if (this.phase === 'absent') this.phase = 'review';
    return this.#decide(() => this.group.reopen(numbers));
  }

  /** Our own change is in the document, and confirmed. */
  written(): void {
    this.#trail.written(this.#now());
    this.#told();
  }

  /** Somebody else has changed the document. */
  changed(changes: readonly DocumentChange[]): void {
    this.#trail.others();
    this.#whole = undefined;
    const hunks = this.group.hunks;
    const inside =
      this.group.changed(changes) === 'inside' || this.group.hunks.some((hunk, i) => hunk.text !== hunks[i]?.text);
    if (!inside) return;
    if (hunks.length > 0 && this.#before !== '' && hashOf(this.document.getText()) === this.#before) this.#leave(hunks);
    else if (this.phase === 'streaming') this.#disturb();
    this.#told();
  }

  /** The lines of the document got other ends: the same changes stand at other offsets. */
  changedEnds(ends: NewEnds): void {
    this.#trail.others();
    this.#whole = undefined;
    this.group = this.group.withEnds(ends);
    if (this.phase === 'streaming') this.#disturb();
    this.#told();
  }

  /** The editor has undone or redone a step in the document; `again` asks for one more. */
  travelled(how: 'undo' | 'redo', changes: readonly DocumentChange[]): Travel<EditState>['kind'] {
    if (this.phase === 'streaming') {
      this.#disturb();
      this.#trail.restate(this.#state());
    }
    const hunks = this.#whole ?? this.group.hunks;
    this.group.changed(changes);
    const text = hashOf(this.document.getText());
    const travel = how === 'undo' ? this.#trail.undone(text) : this.#trail.redone(text);
    this.#whole = travel.kind === 'again' ? hunks : undefined;
    if (travel.kind === 'landed') this.#land(travel.state, hunks);
    this.#told();
    return travel.kind;
  }

  /** As it is kept on disk. */
  record(): EditRecord {
    const { facts, document, group, alive } = this;
    const saved = group.save(document.getText());
    return { ...facts, uri: document.uri.toString(), state: alive ? 'pending' : 'over', saved };
  }

  #land(state: EditState, hunks: readonly ReviewedHunk[]): void {
    if (state === 'absent') return this.#leave(hunks);
    this.phase = 'review';
    if (state !== 'unknown') this.group = EditGroup.of(state.hunks);
  }

  /** Its text is gone from the document, by undo or revert: it can be brought back by redo, or reopened. */
  #leave(hunks: readonly ReviewedHunk[]): void {
    const streaming = this.phase === 'streaming';
    this.phase = 'absent';
    this.group = EditGroup.of(Review.rejected(hunks));
    if (streaming) this.onDisturbed();
  }

  #disturb(): void {
    this.group.freeze();
    this.phase = 'review';
    this.#trail.close();
    this.onDisturbed();
  }

  #decide(plan: () => Plan): Promise<WriteEnd> {
    this.#trail.close();
    return this.#carryOut(plan, true).then((end) => {
      this.#trail.restate(this.#state());
      this.#trail.close();
      this.#told();
      return end;
    });
  }

  #carryOut(plan: () => Plan, unseen: boolean): Promise<WriteEnd> {
    return this.#writer.write(this, { plan, unseen, begins: () => this.#trail.begin(() => this.#beginning()) });
  }

  #now(): Moment<EditState> {
    return { text: hashOf(this.document.getText()), state: this.#state() };
  }

  #beginning(): Moment<EditState> {
    if (this.phase !== 'streaming') return this.#now();
    const state = this.#earlier;
    this.#earlier = 'unknown';
    return { ...this.#now(), state };
  }

  #state(): EditState {
    return this.group.review === undefined ? 'unknown' : { hunks: this.group.hunks };
  }
}
