// What becomes of an inline edit when something else happens to its document: each row is a promise, and has a test of
// its own in results.test.ts. The user's text is lost in none of them.

export interface Row {
  readonly when: 'while it streams' | 'while it is pending';
  readonly deed: string;
  readonly result: string;
}

export const RESULTS: readonly Row[] = [
  { when: 'while it streams', deed: 'typing above it', result: 'it goes on, moved' },
  { when: 'while it streams', deed: 'typing below it', result: 'it goes on' },
  { when: 'while it streams', deed: 'typing inside it', result: 'it stops and keeps both' },
  { when: 'while it streams', deed: 'undo', result: 'it stops and is gone; redo brings back what had come' },
  { when: 'while it streams', deed: 'typing elsewhere, then undo', result: 'undo goes back in the order of time' },
  { when: 'while it streams', deed: 'typing elsewhere, then Reject All', result: 'only the edit goes, in one step' },
  { when: 'while it streams', deed: 'moving the cursor', result: 'it is still one undo' },
  { when: 'while it streams', deed: 'saving', result: 'it goes on, and is still one undo' },
  { when: 'while it streams', deed: 'a formatter changing its lines', result: 'it stops and keeps both' },
  { when: 'while it streams', deed: 'hiding the file', result: 'it goes on behind, and is whole at its end' },
  { when: 'while it streams', deed: 'hiding the file and showing it again', result: 'what has come is written then' },
  {
    when: 'while it streams',
    deed: 'closing the saved file',
    result: 'it stops, and is pending when the file is opened',
  },
  {
    when: 'while it streams',
    deed: 'closing the file without saving',
    result: 'it stops; Reopen Last Edit brings it back',
  },
  { when: 'while it streams', deed: 'renaming the file', result: 'it stops, and is pending under the new name' },
  { when: 'while it streams', deed: 'deleting the file', result: 'it stops, and nothing is pending' },
  { when: 'while it streams', deed: 'a change on disk above it', result: 'it goes on, moved' },
  { when: 'while it streams', deed: 'a change on disk inside it', result: 'it stops and keeps both' },
  {
    when: 'while it streams',
    deed: 'a program rewriting the whole file with a change above and one below',
    result: 'it goes on, moved',
  },
  { when: 'while it streams', deed: 'changing the line ends', result: 'it stops and keeps what came' },
  { when: 'while it streams', deed: 'changing the language', result: 'it stops, and is pending' },
  {
    when: 'while it streams',
    deed: 'reverting the file',
    result: 'it stops and is gone; Reopen Last Edit brings it back',
  },
  { when: 'while it streams', deed: 'a second editor beside', result: 'both show it, and neither loses its selection' },
  { when: 'while it streams', deed: 'a diff editor', result: 'it is written there too' },
  { when: 'while it streams', deed: 'another edit in another file', result: 'both end whole' },
  { when: 'while it streams', deed: 'another edit in the same file', result: 'both end whole, and are rejected alone' },
  {
    when: 'while it streams',
    deed: 'another edit in the same file, then undo and redo',
    result: 'undo goes back in the order of time; redo brings both back, to be judged',
  },
  {
    when: 'while it streams',
    deed: 'another edit in another file, then undo',
    result: 'each is one undo in its own file',
  },
  { when: 'while it streams', deed: 'another edit of the same lines', result: 'the second is refused' },
  { when: 'while it is pending', deed: 'typing above it', result: 'its changes move along' },
  { when: 'while it is pending', deed: 'typing into a change', result: 'the change holds it; accepting keeps it' },
  { when: 'while it is pending', deed: 'typing the original back', result: 'the change counts as rejected' },
  { when: 'while it is pending', deed: 'saving and closing the file', result: 'it is pending when the file is opened' },
  { when: 'while it is pending', deed: 'renaming the file', result: 'it is pending under the new name' },
  { when: 'while it is pending', deed: 'reverting the file', result: 'it is gone; Reopen Last Edit brings it back' },
  { when: 'while it is pending', deed: 'a change on disk elsewhere', result: 'its changes move along' },
  {
    when: 'while it is pending',
    deed: 'a program rewriting the whole file with a change above and one below',
    result: 'its changes move along',
  },
  {
    when: 'while it is pending',
    deed: 'a program rewriting the whole file and one of its lines',
    result: 'that change holds it, the others stay',
  },
  { when: 'while it is pending', deed: 'changing the line ends', result: 'its changes have the new ones' },
  { when: 'while it is pending', deed: 'saving an untitled file', result: 'it is pending in the file' },
  {
    when: 'while it is pending',
    deed: 'discarding an untitled file',
    result: 'nothing is pending; Reopen Last Edit shows its text',
  },
  { when: 'while it is pending', deed: 'a new session of the editor', result: 'it is pending again' },
  { when: 'while it is pending', deed: 'a new session, the text not saved', result: 'Reopen Last Edit brings it back' },
  { when: 'while it is pending', deed: 'Reject All, then undo', result: 'it is pending again' },
  { when: 'while it is pending', deed: 'Accept All, then undo and redo', result: 'it is gone, and accepted again' },
  { when: 'while it is pending', deed: 'saving and undo', result: 'it is gone; redo brings it back' },
];
