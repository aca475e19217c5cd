// Reads Markdown line by line and builds its blocks on the page. CommonMark never goes back into a closed block, so each
// character is looked at once: whatever is nested, only the open leaf is drawn again. The algorithm is the one of
// https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy.
import * as starts from '../../core/markdown/blockStarts.ts';
import { continuesItem, enterItem, enterQuote } from '../../core/markdown/containerMarks.ts';
import { LineCursor } from '../../core/markdown/lineCursor.ts';
import { delimiterRow, splitRow } from '../../core/markdown/tableRow.ts';
import type { Container, Leaf } from './block.ts';
import { CodeLeaf } from './codeLeaf.ts';
import { Item, List, Quote } from './containers.ts';
import { Heading } from './heading.ts';
import { MathLeaf } from './mathLeaf.ts';
import type { Settings } from './options.ts';
import { Paragraph } from './paragraph.ts';
import type { ReferenceTable } from './references.ts';
import type { Sections } from './sections.ts';
import { Table } from './table.ts';

export class BlockParser {
  private readonly cursor = new LineCursor();
  /** The open containers from the document on. */
  private readonly open: Container[] = [];
  private leaf: Leaf | undefined;
  private line = 0;

  private readonly sections: Sections;
  private readonly references: ReferenceTable;
  private readonly settings: Settings;

  constructor(sections: Sections, references: ReferenceTable, settings: Settings) {
    this.sections = sections;
    this.references = references;
    this.settings = settings;
  }

  /** True while more characters of this unfinished line could change which blocks it belongs to. */
  isUndecided(line: string): boolean {
    this.cursor.load(line);
    const { leaf } = this;
    if (leaf instanceof CodeLeaf && leaf.fence && this.matchContainers() === this.open.length) {
      return starts.mayCloseFence(this.cursor, leaf.fence);
    }
    // A formula is drawn when it is whole: its lines may wait for theirs.
    return leaf instanceof MathLeaf || starts.isUndecided(line);
  }

  /** Takes a line, or as much of one as decides its blocks: `add` brings the rest, `endLine` its end. */
  startLine(line: string): void {
    this.line++;
    this.cursor.load(line);
    const matched = this.matchContainers();
    const complete = matched === this.open.length;
    if (complete && this.leaf instanceof CodeLeaf && this.continueCode(this.leaf)) return;
    if (complete && this.leaf instanceof MathLeaf && this.continueMath(this.leaf)) return;
    const depth = this.startBlocks(matched, complete);
    if (depth < 0) return;
    const { cursor, leaf } = this;
    if (cursor.blank) {
      this.closeTo(depth);
      if (depth === matched) this.reached(this.lastQuote());
    } else if (leaf instanceof Paragraph) {
      leaf.startLine(cursor.text.slice(cursor.nonspace), !complete);
      this.reached(this.open.length - 1);
    } else if (leaf instanceof Table && complete) {
      leaf.startRow();
      leaf.add(cursor.rest());
      this.reached(this.open.length - 1);
    } else {
      const parent = this.parentAt(depth);
      const paragraph = new Paragraph(parent, this.references, this.settings.labels);
      paragraph.startLine(cursor.text.slice(cursor.nonspace), false);
      this.begin(parent, paragraph);
    }
  }

  /** More characters of the line. */
  add(text: string): void {
    this.leaf?.add(text);
  }

  endLine(): void {
    if (this.leaf instanceof CodeLeaf) this.leaf.endLineOfCode();
  }

  paint(): void {
    this.leaf?.paint();
  }

  end(): void {
    this.closeTo(0);
  }

  /** How many of the open containers the line goes on with; the cursor stands behind their marks. */
  private matchContainers(): number {
    let index = 0;
    while (index < this.open.length && continues(this.open[index], this.cursor)) index++;
    return index;
  }

  /** Gives the line to the open code block; false when it does not belong to it. */
  private continueCode(code: CodeLeaf): boolean {
    const { cursor } = this;
    if (code.fence) {
      if (cursor.indent < 4 && starts.closesFence(cursor.text.slice(cursor.nonspace), code.fence)) {
        this.reached(this.open.length - 1);
        this.closeLeaf();
        return true;
      }
      cursor.skipColumns(Math.min(cursor.indent, code.indent));
      code.startLine(cursor.rest());
    } else if (cursor.blank) {
      cursor.skipColumns(4);
      code.addBlank(cursor.rest());
      return true;
    } else if (cursor.indent >= 4) {
      cursor.skipColumns(4);
      code.startLine(cursor.rest());
    } else return false;
    this.reached(this.open.length - 1);
    return true;
  }

  /** Gives the line to the open formula; false when it has ended before. */
  private continueMath(formula: MathLeaf): boolean {
    if (this.cursor.blank) return false;
    this.reached(this.open.length - 1);
    if (formula.addLine(this.cursor.rest())) this.closeLeaf();
    return true;
  }

  /**
   * Opens the blocks that the line begins. Returns -1 when nothing of the line is left, else the depth up to which the
   * line has containers now; the open leaf has then been closed if there are new ones.
   */
  private startBlocks(matched: number, complete: boolean): number {
    const { cursor } = this;
    let depth = matched;
    let atLeaf = complete;
    for (;;) {
      if (cursor.blank) return depth;
      if (cursor.indent >= 4) {
        if (this.leaf instanceof Paragraph) return depth;
        this.startIndentedCode(depth);
        return -1;
      }
      const rest = cursor.text.slice(cursor.nonspace);
      if (enterQuote(cursor)) this.push(new Quote(this.parentAt(depth)));
      else {
        const paragraph = atLeaf && this.leaf instanceof Paragraph ? this.leaf : undefined;
        if (this.startLeaf(rest, depth, paragraph)) return -1;
        const list = starts.listStart(rest, paragraph !== undefined);
        if (!list) return depth;
        this.startItem(list, depth);
      }
      depth = this.open.length;
      atLeaf = false;
    }
  }

  private startLeaf(rest: string, matched: number, paragraph: Paragraph | undefined): boolean {
    const level = starts.headingStart(rest);
    if (level > 0) {
      const parent = this.parentAt(matched);
      const heading = new Heading(parent.element, level, this.references);
      heading.add(rest.slice(level));
      this.begin(parent, heading);
      return true;
    }
    const fence = starts.fenceStart(rest);
    if (fence) {
      const { indent } = this.cursor;
      const parent = this.parentAt(matched);
      this.begin(parent, new CodeLeaf(parent.element, this.settings, fence, indent));
      return true;
    }
    const math = starts.mathStart(rest);
    if (math !== undefined) {
      const parent = this.parentAt(matched);
      this.begin(parent, new MathLeaf(parent.element, math, this.references.drawMath));
      return true;
    }
    if (paragraph && this.changeParagraph(paragraph, rest)) return true;
    if (starts.isRule(rest)) {
      const parent = this.parentAt(matched);
      parent.element.append(document.createElement('hr'));
      this.begin(parent, undefined);
      return true;
    }
    return false;
  }

  /** The line below a paragraph that makes a table or a heading of it. */
  private changeParagraph(paragraph: Paragraph, rest: string): boolean {
    const columns = paragraph.lazy ? undefined : delimiterRow(rest);
    const header = paragraph.text.slice(paragraph.lastLine);
    if (columns && header.includes('|') && splitRow(header).length === columns.length) {
      paragraph.dropLastLine();
      const parent = this.parentForBlock();
      this.begin(parent, new Table(parent.element, header, columns, this.references), this.line - 1);
      this.reached(this.open.length - 1);
      return true;
    }
    const level = starts.underlineLevel(rest);
    if (level === 0 || !paragraph.becomeHeading(level)) return false;
    this.reached(this.open.length - 1);
    this.leaf = undefined;
    return true;
  }

  private startIndentedCode(matched: number): void {
    const parent = this.parentAt(matched);
    this.cursor.skipColumns(4);
    const code = new CodeLeaf(parent.element, this.settings);
    this.begin(parent, code);
    code.startLine(this.cursor.rest());
  }

  private startItem(start: starts.ListStart, matched: number): void {
    this.closeTo(matched);
    const offset = enterItem(this.cursor, start.width);
    const top = this.open.at(-1);
    if (top instanceof List && top.ordered === start.ordered && top.delimiter === start.delimiter) {
      if (top.last && top.last.endLine < this.line - 1) top.loosen();
      this.push(new Item(top, offset));
    } else {
      const list = new List(this.parentForBlock(), start);
      this.push(list);
      this.push(new Item(list, offset));
    }
  }

  /** The container at this depth, with everything deeper closed. */
  private parentAt(matched: number): Container {
    this.closeTo(matched);
    return this.parentForBlock();
  }

  /** The innermost container that can hold a block: a list holds items only. */
  private parentForBlock(): Container {
    const top = this.open.at(-1);
    if (top?.kind === 'list') {
      this.open.pop();
      return this.parentForBlock();
    }
    return top ?? { kind: 'document', element: this.sections.at(this.line), last: undefined, endLine: this.line };
  }

  private begin(parent: Container, leaf: Leaf | undefined, line = this.line): void {
    if (parent instanceof Item && parent.last && parent.last.endLine < line - 1) parent.list.loosen();
    this.leaf = leaf;
    parent.last = leaf ?? { endLine: line };
    this.reached(this.open.length - 1);
  }

  private push(container: Container): void {
    const parent = this.open.at(-1);
    if (parent instanceof Item && parent.last && parent.last.endLine < this.line - 1) parent.list.loosen();
    if (parent) parent.last = container;
    this.open.push(container);
    this.reached(this.open.length - 1);
  }

  /** The line belongs to the leaf and to the containers up to this index. */
  private reached(index: number): void {
    if (this.leaf && index === this.open.length - 1) this.leaf.endLine = this.line;
    for (; index >= 0; index--) {
      const container = this.open[index];
      if (container) container.endLine = this.line;
    }
  }

  /** A blank line belongs to the quotes whose mark it has, and to no other container. */
  private lastQuote(): number {
    return this.open.findLastIndex((container) => container.kind === 'quote');
  }

  private closeTo(depth: number): void {
    this.closeLeaf();
    this.open.length = depth;
  }

  private closeLeaf(): void {
    const { leaf } = this;
    this.leaf = undefined;
    leaf?.close();
  }
}

function continues(container: Container | undefined, cursor: LineCursor): boolean {
  if (container instanceof Quote) return enterQuote(cursor);
  return !(container instanceof Item) || continuesItem(cursor, container.offset, container.last === undefined);
}
