// Code as a block of Markdown, fenced or indented: text is appended as it comes, nothing is parsed.
import type { FenceStart } from '../../core/markdown/blockStarts.ts';
import type { Leaf } from './block.ts';
import { CodeBlock } from './codeBlock.ts';
import { unescape } from './inlineParser.ts';
import type { Settings } from './options.ts';

export class CodeLeaf implements Leaf {
  endLine = 0;
  private readonly block: CodeBlock;
  private pending = '';
  private blankLines = '';
  private inLine = false;

  /** Absent for indented code. */
  readonly fence: FenceStart | undefined;

  readonly indent: number;

  constructor(
    parent: HTMLElement,
    settings: Settings,
    fence?: FenceStart /** Columns before the fence, which its lines may lose. */,
    indent = 0,
  ) {
    this.indent = indent;
    this.fence = fence;
    const language = /^\S*/.exec(unescape(fence?.info ?? ''))?.[0] ?? '';
    this.block = new CodeBlock(parent, language, settings);
  }

  startLine(text: string): void {
    this.pending += this.blankLines + text;
    this.blankLines = '';
    this.inLine = true;
  }

  add(text: string): void {
    // The line of the fence itself is no code.
    if (this.inLine) this.pending += text;
  }

  endLineOfCode(): void {
    if (this.inLine) this.pending += '\n';
    this.inLine = false;
  }

  /** A blank line of indented code, which counts only if more code follows. */
  addBlank(text: string): void {
    this.blankLines += `${text}\n`;
  }

  paint(): void {
    this.block.append(this.pending);
    this.pending = '';
  }

  close(): void {
    if (!this.fence) this.endLineOfCode();
    this.paint();
    this.block.end();
  }
}
