// What `npm start --` understands, and what it says about the rest.
import assert from 'node:assert/strict';
import { readStartOptions } from '../../support/startOptions.ts';
import { Trouble } from '../../support/workbench/trouble.ts';

const env = { SIDESTREAM_CACHE: '/cache' };

describe('The options of npm start', () => {
  it('are not needed', () => {
    assert.deepEqual(readStartOptions([], env), { open: true, fresh: false, home: '/cache' });
  });

  for (const args of [['--port', '8123'], ['--port=8123']])
    it(`take a port as ${args.join(' ')}`, () => {
      assert.equal(readStartOptions([...args, '--no-open'], env).port, 8123);
      assert.equal(readStartOptions([...args, '--no-open'], env).open, false);
    });

  for (const args of [['--port'], ['--port', '0'], ['--port', '70000'], ['--port', 'x'], ['--prot', '1'], ['8123']])
    it(`explain what is wrong with ${args.join(' ')}`, () => {
      assert.throws(() => readStartOptions(args, env), Trouble);
    });
});
