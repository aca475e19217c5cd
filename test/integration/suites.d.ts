// The module that run.ts makes of all `*.test.ts` files of this folder.
declare module 'sidestream:suites';
