// Where the editor is kept, and that another version of it gets another place.
import assert from 'node:assert/strict';
import { cacheKey, cacheRoot } from '../../support/workbench/cache.ts';

describe('The cache', () => {
  it('is where SIDESTREAM_CACHE says', () => {
    assert.equal(cacheRoot({ SIDESTREAM_CACHE: '/here', XDG_CACHE_HOME: '/xdg' }, '/home/a'), '/here');
  });

  it('is in XDG_CACHE_HOME, if that is absolute', () => {
    assert.equal(cacheRoot({ XDG_CACHE_HOME: '/xdg' }, '/home/a'), '/xdg/sidestream');
    assert.equal(cacheRoot({ XDG_CACHE_HOME: 'xdg' }, '/home/a'), '/home/a/.cache/sidestream');
  });

  it('is in the home folder else; an empty variable is none', () => {
    assert.equal(cacheRoot({ SIDESTREAM_CACHE: '', XDG_CACHE_HOME: '' }, '/home/a'), '/home/a/.cache/sidestream');
  });

  it('has a key that depends on every part and on where one ends', () => {
    assert.equal(cacheKey(['a', 'b']), cacheKey(['a', 'b']));
    assert.equal(new Set([['a', 'b'], ['b', 'a'], ['ab', ''], ['ab'], ['a', 'c']].map(cacheKey)).size, 5);
  });
});
