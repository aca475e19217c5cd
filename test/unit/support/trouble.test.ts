// What went wrong in an install is said in words that name the next step.
import assert from 'node:assert/strict';
import { explainInstall } from '../../support/workbench/trouble.ts';

describe('A failed install', () => {
  for (const [output, words] of [
    ['npm error code ENOSPC\nnpm error nospc', /disk is full.*SIDESTREAM_CACHE/],
    ['npm error code ENOTFOUND\nnpm error network request to … failed', /registry did not answer.*run the command/],
    ['npm error code EAI_AGAIN', /registry did not answer/],
    ['npm error code E403\nnpm error 403 Forbidden', /refused access/],
    ['gyp ERR! find Python You need to install', /make, g\+\+ and python3/],
    ['npm error code EACCES', /cannot be written/],
    ['something new', /something new/],
  ] as const)
    it(`is explained: ${output.split('\n')[0]}`, () => {
      assert.match(explainInstall(output), words);
    });
});
