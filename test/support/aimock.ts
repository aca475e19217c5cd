/** A stand-in of the Messages API that nobody here wrote (`@copilotkit/aimock`), to see that ours does not flatter us. */
import { LLMock } from '@copilotkit/aimock';

export interface AimockAnswer {
  content: string;
  reasoning?: string;
  toolCalls?: { name: string; arguments: string }[];
}

export interface Aimock {
  readonly url: string;
  /** The answer to messages that contain the text. */
  onMessage(text: string | RegExp, answer: AimockAnswer): void;
  close(): Promise<void>;
}

/** `answers`: by the text that a message contains. `chunkSize`: characters a delta. */
export async function startAimock(answers: Record<string, AimockAnswer> = {}, chunkSize = 7): Promise<Aimock> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize });
  const onMessage = (text: string | RegExp, answer: AimockAnswer): void => {
    mock.onMessage(text, answer);
  };
  for (const [text, answer] of Object.entries(answers)) onMessage(text, answer);
  await mock.start();
  return { url: mock.url, onMessage, close: () => mock.stop() };
}
