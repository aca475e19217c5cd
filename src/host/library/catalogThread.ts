// The thread in which the catalogue lives: takes one question after the other, and answers each under its number. While
// there is none it learns what a search will need, so that the first search need not wait for that.
import { parentPort, workerData } from 'node:worker_threads';
import { Catalog } from './catalog.ts';
import type { CatalogAnswer, CatalogPlaces, CatalogQuestion } from './catalogMessages.ts';

const { folder, place }: CatalogPlaces = workerData;
const catalog = new Catalog(folder, place);
let queue = Promise.resolve();
let asked = 0;

parentPort?.on('message', (question: CatalogQuestion) => {
  asked++;
  queue = queue.then(async () => {
    parentPort?.postMessage(await answer(question));
    asked--;
    setImmediate(learn);
  });
});

/** A chat at a time: questions come in between. */
function learn(): void {
  if (asked === 0 && catalog.takeInOne()) setImmediate(learn);
}

async function answer(question: CatalogQuestion): Promise<CatalogAnswer> {
  const { number } = question;
  try {
    switch (question.ask) {
      case 'list':
        return { number, chats: await catalog.list() };
      case 'search':
        return { number, found: await catalog.search(question.query) };
      case 'save':
        await catalog.save();
        return { number, saved: true };
      default:
        return question satisfies never;
    }
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}
