// Starts the requests of inline edits, and knows of each how it goes on: Continue, Try Again, a further instruction.
import type { MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { randomUUID } from 'node:crypto';
import { l10n, ProgressLocation, window, workspace, type TextDocument } from 'vscode';
import type { ReadyToSend, Stop } from '../../core/chat/conversationPorts.ts';
import { retryReason, type Situation } from '../../core/claude/failureWords.ts';
import type { Failure } from '../../core/claude/failure.ts';
import { followUpMessages, resumeMessages } from '../../core/edit/editAnswer.ts';
import { EditGroup } from '../../core/edit/editGroup.ts';
import { editPrompt } from '../../core/edit/editPrompt.ts';
import { applyChanges } from '../../core/edit/documentChange.ts';
import { PendingEdit } from '../../core/edit/pendingEdit.ts';
import { systemClock } from '../systemClock.ts';
import { announce } from './announce.ts';
import { EditStream, type Asked, type StreamEnd, type StreamListener } from './editStream.ts';
import { EditGuard } from './editGuard.ts';
import { followRegions } from './followRegions.ts';
import { refuseTask, requestOf, type EditTask } from './editTask.ts';
import { sayEnd, sayFailure, sayRefusal } from './editWords.ts';
import type { WayOn } from '../showNotice.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';

export interface EditPorts {
  readonly connect: () => Promise<ReadyToSend | { readonly ok: false; readonly failure: Failure }>;
  readonly situation: () => Situation;
  readonly newStop: () => Stop;
  /** The setting `edit.instructions`. */
  readonly instructions: () => string;
  readonly listener: (editId: string) => Omit<StreamListener, 'retry'>;
}

interface Known {
  readonly asked: Asked;
  readonly answer: string;
  /** The answer did not come to its end. */
  readonly unfinished: boolean;
}

export class EditRunner {
  readonly #edits: InlineEdits;
  readonly #ports: EditPorts;
  readonly #guard: EditGuard;
  readonly #known = new WeakMap<OpenEdit, Known>();

  constructor(edits: InlineEdits, ports: EditPorts) {
    this.#edits = edits;
    this.#ports = ports;
    this.#guard = new EditGuard(() => ports.situation().host);
  }

  /** Resolves when the edit has ended; what is to be said has been said then. */
  async start(document: TextDocument, task: EditTask): Promise<OpenEdit | undefined> {
    const refusal = await refuseTask(this.#edits, document, task);
    if (refusal !== undefined) {
      sayRefusal(refusal);
      return undefined;
    }
    const { regions, given: ready } = await followRegions(document, task.regions, () => this.#ready(document, task));
    if (ready === undefined) return undefined;
    const text = document.getText();
    const request = requestOf(document, text, { ...task, regions }, this.#ports.instructions());
    const prompt = editPrompt(request);
    const parts = regions.map(({ start, end }) => new PendingEdit(start, text.slice(start, end)));
    const { kind, instruction } = task;
    const edit = this.#edits.add(document, new EditGroup(parts), {
      id: randomUUID(),
      at: systemClock.now(),
      kind,
      instruction,
    });
    await this.#run(edit, ready, { request, prompt, messages: [{ role: 'user', content: prompt.user }] });
    return edit;
  }

  /** Goes on behind an edit that was cut, stopped or broken off. */
  async goOn(edit: OpenEdit): Promise<void> {
    const known = this.#known.get(edit);
    const group = this.canGoOn(edit) ? edit.group.resume() : undefined;
    if (known === undefined || group === undefined) return;
    const ready = await this.#connect();
    if (ready === undefined) return;
    edit.goOn(group);
    const messages = resumeMessages(known.asked.messages, known.answer);
    await this.#run(edit, ready, { ...known.asked, messages }, known.answer, known.asked.messages);
  }

  canGoOn(edit: OpenEdit): boolean {
    return this.#known.get(edit)?.unfinished === true && edit.phase === 'review' && edit.group.resumable;
  }

  canTryAgain(edit: OpenEdit): boolean {
    return this.#known.has(edit) && edit.phase === 'review';
  }

  /** Takes the edit back and asks the same once more. */
  async tryAgain(edit: OpenEdit): Promise<void> {
    const known = this.#known.get(edit);
    if (known === undefined || edit.phase === 'streaming') return;
    const { document } = edit;
    const { request } = known.asked;
    const ranges = edit.group.ranges;
    await edit.reject();
    // Where the original's lines are back; what the regions above have grown or shrunk by counts.
    let moved = 0;
    const regions = request.regions.map(({ start, end }, number) => {
      const { offset, length } = ranges[number] ?? { offset: start, length: end - start };
      const from = offset + moved;
      moved += end - start - length;
      return { start: from, end: from + end - start };
    });
    await this.start(document, { ...request, regions });
  }

  /** A further instruction on an edit that is pending: the review stays against what was there at first. */
  async followUp(edit: OpenEdit, instruction: string): Promise<void> {
    const known = this.#known.get(edit);
    const { document } = edit;
    const taskNow = (): EditTask => {
      const { offset, length } = edit.group.range;
      return { kind: 'edit', regions: [{ start: offset, end: offset + length }], instruction, problems: [] };
    };
    const refusal = await refuseTask(this.#edits, document, taskNow(), edit);
    if (refusal !== undefined) return sayRefusal(refusal);
    const ready = await this.#ready(document, taskNow());
    if (ready === undefined) return;
    const range = edit.group.range;
    const text = document.getText();
    const shown = text.slice(range.offset, range.offset + range.length);
    const back = applyChanges(text, edit.group.reject().changes);
    const base = back.slice(range.offset, back.length - (text.length - range.offset - range.length));
    const request = requestOf(document, text, taskNow(), this.#ports.instructions());
    const prompt = editPrompt(request);
    edit.goOn(new EditGroup([new PendingEdit(range.offset, shown, base)]));
    const messages = followUpMessages(known?.asked.messages ?? [], known?.answer ?? '', prompt);
    await this.#run(edit, ready, { request, prompt, messages });
  }

  async #run(
    edit: OpenEdit,
    ready: ReadyToSend,
    asked: Asked,
    kept = '',
    first: readonly MessageParam[] = asked.messages,
  ): Promise<void> {
    const stop = this.#ports.newStop();
    const ended = await window.withProgress({ location: ProgressLocation.Window }, (progress) => {
      progress.report({ message: l10n.t('Sidestream edits {0}', nameOf(edit.document)) });
      const listener: StreamListener = {
        ...this.#ports.listener(edit.facts.id),
        retry: (plan) => {
          const seconds = plan && Math.ceil((plan.at - systemClock.now()) / 1000);
          progress.report({
            message: plan
              ? l10n.t('{0} Again in {1} s.', retryReason(plan.failure, this.#ports.situation(), l10n.t), seconds ?? 0)
              : l10n.t('Sidestream edits {0}', nameOf(edit.document)),
          });
        },
      };
      const stream = new EditStream(edit, stop, listener);
      return this.#edits.streaming(edit, stream, () => stream.run(ready, asked, kept));
    });
    this.#ended(edit, { ...asked, messages: first }, ended);
  }

  #ended(edit: OpenEdit, asked: Asked, ended: StreamEnd): void {
    const unfinished = ended.kind === 'ended' && ended.end.outcome !== 'done' && ended.end.outcome !== 'refused';
    this.#known.set(edit, { asked, answer: ended.kind === 'ended' ? ended.answer : '', unfinished });
    const ways: WayOn[] = [];
    if (this.canGoOn(edit) && edit.pending.length > 0) {
      ways.push({ title: l10n.t('Continue'), run: () => this.goOn(edit) });
    }
    if (ended.kind === 'ended') ways.push({ title: l10n.t('Try Again'), run: () => this.tryAgain(edit) });
    sayEnd(ended, this.#ports.situation(), edit.pending.length, ways);
    if (edit.pending.length > 0) {
      announce(l10n.t('Sidestream: {0} changes to judge in {1}', edit.pending.length, nameOf(edit.document)));
    }
    if (edit.group.hunks.length === 0 && edit.phase === 'review') this.#edits.drop(edit);
    else this.#edits.tell();
  }

  /** The connection, once the user agreed to what looks private; undefined where nothing is to be sent. */
  async #ready(document: TextDocument, task: EditTask): Promise<ReadyToSend | undefined> {
    const request = requestOf(document, document.getText(), task, this.#ports.instructions());
    return (await this.#guard.mayLeave(document, request, editPrompt(request))) ? this.#connect() : undefined;
  }

  async #connect(): Promise<ReadyToSend | undefined> {
    const ready = await this.#ports.connect();
    if (ready.ok) return ready;
    sayFailure(ready.failure, this.#ports.situation(), false, []);
    return undefined;
  }
}

function nameOf(document: TextDocument): string {
  return workspace.asRelativePath(document.uri).split('/').at(-1) ?? '';
}
