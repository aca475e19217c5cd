// A journal in memory, as a file would hold it; a gate can hold its writes back, and it can fail as a full disk does.
import type { Journal } from '../../src/core/chat/outbox.ts';
import type { Gate } from './standin/gate.ts';

export class MemoryJournal implements Journal {
  /** What a reader would find: only whole appends, in their order. */
  text: string;
  /** Appends that are waiting for the gate. */
  writing = 0;
  appends = 0;
  gate: Gate | undefined;
  rejects = false;

  constructor(text = '') {
    this.text = text;
  }

  async append(lines: string): Promise<void> {
    this.appends++;
    this.writing++;
    try {
      await this.gate?.pass();
      if (this.rejects) throw new Error('ENOSPC');
      this.text += lines;
    } finally {
      this.writing--;
    }
  }
}
