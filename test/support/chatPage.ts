// The chat panel as a person and a screen reader find it: by roles and names only.
import type { Frame, Locator } from 'playwright-core';
import { until, type Workbench } from './workbench/workbench.ts';

export class ChatPage {
  readonly workbench: Workbench;
  readonly frame: Frame;

  private constructor(workbench: Workbench, frame: Frame) {
    this.workbench = workbench;
    this.frame = frame;
  }

  /** A new chat with the focus in its composer. */
  static async open(workbench: Workbench): Promise<ChatPage> {
    await workbench.runCommand('Sidestream: New Chat');
    const chat = await ChatPage.find(workbench);
    await until('the chat before is gone', async () => {
      if ((await chat.turns.count()) > 0) throw new Error('still there');
    });
    await until('the composer has the focus', async () => {
      const focused = await chat.composer.evaluate((element) => element.ownerDocument.activeElement === element);
      if (!focused) throw new Error('not focused');
    });
    return chat;
  }

  /** The panel that is open already. */
  static async find(workbench: Workbench): Promise<ChatPage> {
    return new ChatPage(workbench, await workbench.frameWith('[role=log]'));
  }

  get composer(): Locator {
    return this.frame.getByRole('textbox', { name: 'Message Claude' });
  }

  get turns(): Locator {
    return this.frame.getByRole('log', { name: 'Conversation' }).getByRole('article');
  }

  /** The last turn of Claude. */
  get reply(): Locator {
    return this.frame.getByRole('article', { name: /^Claude/ }).last();
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Types by keyboard, as a person does, and presses Enter. */
  async send(text: string): Promise<void> {
    const before = await this.turns.count();
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await until('the message is in the log', async () => {
      if ((await this.turns.count()) < before + 2) throw new Error('not yet');
    });
  }

  async text(): Promise<string> {
    const text = this.reply.locator('[data-part="text"]');
    // Until it is painted once it has none.
    await until('the reply is painted', async () => {
      const painted = await text.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
      if (!painted) throw new Error('not yet');
    });
    return (await text.innerText()).trim();
  }

  /** The text as it is; rejects where there is none, or no page any more. */
  async textNow(): Promise<string> {
    return (await this.reply.locator('[data-part="text"]').innerText({ timeout: 1000 })).trim();
  }

  /** The answer's text once it satisfies `test`. */
  async waitForText(test: (text: string) => boolean): Promise<string> {
    let text = '';
    await until('the answer has come so far', async () => {
      text = await this.text();
      if (!test(text)) throw new Error(text);
    });
    return text;
  }

  /** The whole answer, once nothing streams any more. */
  async waitForEnd(): Promise<string> {
    await this.button('Send').waitFor();
    return this.text();
  }
}
