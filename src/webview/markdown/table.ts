// A GFM table. Its head and its finished rows are never touched again; the row that is arriving fills up cell by cell.
// A browser lays a table out as a whole: while a long one is open its later rows stand in tables of their own, which have
// the columns of the first, and go into it at its end.
import { splitRow } from '../../core/markdown/tableRow.ts';
import type { Alignment } from '../../core/markdown/tableRow.ts';
import type { Leaf } from './block.ts';
import { InlineText } from './inlineText.ts';
import type { ReferenceTable } from './references.ts';

// Cells that short rows may lack in total: many columns times many empty rows would flood the page. markdown-it has the
// same limit, and ends the table there; we leave the cells out.
const MAX_FILLED = 65_536;

/** Rows that are laid out together. */
const ROWS = 40;

export class Table implements Leaf {
  endLine = 0;
  private readonly table: HTMLTableElement;
  private readonly frame = document.createElement('div');
  private readonly bodies: HTMLElement[] = [];
  private row: { readonly element: HTMLElement; readonly cells: InlineText[]; text: string } | undefined;
  private filled = 0;

  private readonly columns: readonly Alignment[];
  private readonly references: ReferenceTable;

  constructor(parent: HTMLElement, header: string, columns: readonly Alignment[], references: ReferenceTable) {
    this.columns = columns;
    this.references = references;
    const { frame } = this;
    frame.className = 'table';
    frame.tabIndex = 0; // a region that scrolls must be reachable by keyboard
    this.table = document.createElement('table');
    frame.append(this.table);
    parent.append(frame);
    const head = document.createElement('thead');
    this.table.append(head);
    this.openRow(head);
    this.add(header);
    this.closeRow('th');
  }

  /** Begins the next row. */
  startRow(): void {
    this.closeRow();
    const body = this.bodies.at(-1);
    this.openRow(body && body.childElementCount < ROWS ? body : this.openBody());
  }

  add(text: string): void {
    if (this.row) this.row.text += text;
  }

  paint(): void {
    if (this.row) this.fill('td');
  }

  close(): void {
    this.closeRow();
    if (this.bodies.length < 2) return;
    this.table.append(...this.bodies);
    this.frame.replaceChildren(this.table);
  }

  private openBody(): HTMLElement {
    const body = document.createElement('tbody');
    if (this.bodies.length === 0) this.table.append(body);
    else {
      const part = document.createElement('table');
      part.className = 'part';
      part.style.width = `${this.table.offsetWidth}px`;
      part.append(this.columnWidths(), body);
      this.frame.append(part);
    }
    this.bodies.push(body);
    return body;
  }

  private columnWidths(): HTMLElement {
    const columns = document.createElement('colgroup');
    for (const cell of this.table.rows[0]?.cells ?? []) {
      const column = document.createElement('col');
      column.style.width = `${cell.offsetWidth}px`;
      columns.append(column);
    }
    return columns;
  }

  private openRow(parent: HTMLElement): void {
    const element = document.createElement('tr');
    parent.append(element);
    this.row = { element, cells: [], text: '' };
  }

  private closeRow(tag: 'td' | 'th' = 'td'): void {
    if (!this.row) return;
    this.fill(tag);
    while (this.row.cells.length < this.columns.length && this.filled < MAX_FILLED) {
      this.addCell(tag);
      this.filled++;
    }
    for (const cell of this.row.cells) cell.finish();
    this.row = undefined;
  }

  private fill(tag: 'td' | 'th'): void {
    const { row } = this;
    if (!row) return;
    const texts = splitRow(row.text).slice(0, this.columns.length);
    for (const [index, text] of texts.entries()) (row.cells[index] ?? this.addCell(tag)).show(text);
  }

  private addCell(tag: 'td' | 'th'): InlineText {
    const element = document.createElement(tag);
    const alignment = this.columns[this.row?.cells.length ?? 0];
    if (alignment) element.dataset['align'] = alignment;
    this.row?.element.append(element);
    const cell = new InlineText(element, this.references);
    this.row?.cells.push(cell);
    return cell;
  }
}
