import assert from 'node:assert/strict';
import { languageId } from '../../../../src/core/chat/languageId.ts';
import { terminalText } from '../../../../src/core/chat/terminalText.ts';

const line = (code: string, language = 'bash') => terminalText(code, language)?.line;
const text = (code: string, language = 'bash') => terminalText(code, language)?.text;

describe('terminalText', () => {
  it('is the command, without the line end that would run it', () => {
    assert.equal(line('npm ci\n'), 'npm ci');
    assert.equal(line('\n\nnpm ci\r\n\r\n', 'sh'), 'npm ci');
    assert.equal(line('# why\ndocker run \\\n  -it \\\n  debian'), 'docker run -it debian');
  });

  it('makes one line of commands that follow each other', () => {
    assert.equal(line('npm ci\n\n# then\nnpm test -- "a b"\n'), 'npm ci && npm test -- "a b"');
    assert.equal(line('npm ci\nnpm test', 'powershell'), 'npm ci; npm test');
  });

  it('makes no line of what would mean something else as one', () => {
    const codes = [
      'for f in *; do\n\techo $f\ndone',
      'cat <<EOF > a.txt\nhello\nEOF',
      "echo 'one\ntwo'",
      'ls |\n  wc -l',
      'f() {\n  ls\n}',
      'cd /tmp # go there\nls',
      'sleep 5 &\nls',
      'echo `date\n`',
    ];
    for (const code of codes) assert.equal(line(code), undefined, code);
    assert.equal(text(codes[0]!), 'for f in *; do\n  echo $f\ndone');
  });

  it('takes of a session what was typed, not what came back', () => {
    assert.equal(text('$ ls\na.txt\n$ cat a.txt\n> quoted\n', 'console'), 'ls\ncat a.txt\nquoted');
    assert.equal(line('# whoami\nroot', 'shellsession'), 'whoami');
    assert.equal(line('ls -l', 'console'), 'ls -l');
    assert.equal(line('# a comment\nls'), 'ls');
  });

  it('is nothing where there is no command', () => {
    assert.equal(terminalText(' \n\n', 'bash'), undefined);
    assert.equal(line('# only a comment'), undefined);
  });

  it('has nothing in it that a terminal acts on, or that reads otherwise than it runs', () => {
    assert.equal(text('ls\u001B[201~\rrm -rf ~\u0003\u0004'), 'ls[201~\nrm -rf ~');
    assert.equal(line('echo \u202Ehsab\u202C\u2028x'), 'echo hsabx');
  });
});

describe('languageId', () => {
  const known = ['plaintext', 'typescript', 'typescriptreact', 'shellscript', 'html'];
  for (const [fence, id] of Object.entries({
    ts: 'typescript',
    TSX: 'typescriptreact',
    bash: 'shellscript',
    html: 'html',
    rust: undefined,
    constructor: undefined,
    '': undefined,
  })) {
    it(`makes ${id} of “${fence}”`, () => assert.equal(languageId(fence, known), id));
  }
});
