// A window that does nothing but write chats, remove every other one again, and keep the catalogue:
// `catalogWriter.ts <folder> <place> <name> <chats>`. Started as a process of its own; says `ready`, and begins when its
// input ends, so that several begin at once.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { writeRecord, type Record } from '../../src/core/chat/record.ts';
import { Catalog } from '../../src/host/library/catalog.ts';

const [, , folder = '', place = '', name = '', chats = '0'] = process.argv;
const catalog = new Catalog(folder, place);
process.stdout.write('ready');
await text(process.stdin);
for (let index = 0; index < Number(chats); index++) {
  const id = `${name}-${index}`;
  const goes = index % 2 === 1;
  const records: Record[] = [
    { type: 'chat', v: 1, id, at: 1, workspace: [] },
    { type: 'user', id: 'u1', at: index + 1, text: goes ? `secret${name}${index}` : `kept${name}${index}` },
  ];
  await writeFile(join(folder, `${id}.jsonl`), records.map(writeRecord).join(''));
  await catalog.save();
  if (!goes) continue;
  await rm(join(folder, `${id}.jsonl`));
  await catalog.save();
}
