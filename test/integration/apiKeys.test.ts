// Keys belong to origins, and a change of another window is heard where the editor tells of it.
import assert from 'node:assert/strict';
import { EventEmitter, type SecretStorage, type SecretStorageChangeEvent } from 'vscode';
import { ApiKeys } from '../../src/host/claude/apiKeys.ts';

/** As the editor's, with a way to change it from "another window". */
class FakeSecrets implements SecretStorage {
  readonly values = new Map<string, string>();
  readonly #changed = new EventEmitter<SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  keys = () => Promise.resolve([...this.values.keys()]);
  get = (key: string) => Promise.resolve(this.values.get(key));
  store = (key: string, value: string) => Promise.resolve(void this.values.set(key, value));
  delete = (key: string) => Promise.resolve(void this.values.delete(key));
  changeElsewhere(key: string, value: string): void {
    this.values.set(key, value);
    this.#changed.fire({ key });
  }
}

const API = 'https://api.anthropic.com';
const GATEWAY = 'https://gateway.example';

describe('API keys', () => {
  let secrets: FakeSecrets;
  let environment: Record<string, string>;
  let keys: ApiKeys;

  beforeEach(() => {
    secrets = new FakeSecrets();
    environment = {};
    keys = new ApiKeys(secrets, environment);
  });
  afterEach(() => keys.dispose());

  it('are handed out for their own origin only', async () => {
    await keys.store(API, 'sk-api');
    assert.deepEqual(await keys.find(API), { key: 'sk-api', source: 'stored' });
    assert.equal(await keys.find(GATEWAY), undefined);
  });

  it('fall back to the environment, whose empty variable is none', async () => {
    environment['ANTHROPIC_API_KEY'] = '  ';
    assert.equal(await keys.find(API), undefined);
    environment['ANTHROPIC_API_KEY'] = 'sk-env\n';
    assert.deepEqual(await keys.find(API), { key: 'sk-env', source: 'environment' });
    await keys.store(API, 'sk-own');
    assert.equal((await keys.find(API))?.source, 'stored');
    await keys.clear(API);
    assert.equal((await keys.find(API))?.source, 'environment');
  });

  it('tell of a change in another window, and of none that is not theirs', async () => {
    let heard = 0;
    keys.onDidChange(() => heard++);
    await keys.store(API, 'sk-api');
    const [name = ''] = secrets.values.keys();
    heard = 0;
    secrets.changeElsewhere(name, 'sk-new');
    assert.equal(heard, 1);
    assert.equal((await keys.find(API))?.key, 'sk-new');
    secrets.changeElsewhere('of another part', 'x');
    assert.equal(heard, 1);
  });
});
