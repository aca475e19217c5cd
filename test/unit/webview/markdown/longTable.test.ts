import assert from 'node:assert/strict';
import { stream, structure } from './page.ts';

const HEAD = '| Name | Kind |\n| --- | :-: |\n';
const TEXT = `${HEAD}${Array.from({ length: 130 }, (_, row) => `| row ${row} | [late] |\n`).join('')}`;
const AFTER = '\nAfter.\n\n[late]: https://example.org\n';

describe('A long table', () => {
  it('is one table at its end, however it was cut', () => {
    const whole = stream(TEXT + AFTER, 1e6);
    assert.equal(whole.querySelectorAll('table').length, 1);
    assert.equal(whole.querySelectorAll('tbody tr').length, 130);
    assert.equal(whole.querySelectorAll('a').length, 130);
    for (const size of [1, 7, 100, 1000]) {
      assert.equal(structure(stream(TEXT + AFTER, size)), structure(whole), `pieces of ${size}`);
    }
  });

  it('never has more than some rows to lay out again, and all of them in their order', () => {
    let most = 0;
    let tables = 0;
    const root = stream(TEXT, 11, (page) => {
      const open = [...page.querySelectorAll('table')];
      tables = Math.max(tables, open.length);
      most = Math.max(most, ...open.map((table) => table.querySelectorAll('tbody tr').length));
      const rows = [...page.querySelectorAll('tbody tr')].map((row) => row.firstElementChild?.textContent ?? '');
      const whole = rows.slice(0, -1);
      assert.deepEqual(
        whole,
        whole.map((_, row) => `row ${row}`),
      );
    });
    assert.ok(tables > 2 && most <= 40, `${tables} tables, ${most} rows`);
    assert.equal(root.querySelectorAll('table').length, 1);
  });
});
