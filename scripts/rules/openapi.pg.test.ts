/** [W13] openapi.json is what the routes say today, complete and with an example for each kind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVITY_KINDS } from '../../protocol/src/index.ts';
import { describeOpenapi } from '../describe-openapi.ts';
import { cloneDatabase, type TestDatabase } from '../test-database.ts';
import { read } from './sources.ts';

interface Operation {
  operationId?: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
  security?: unknown;
  requestBody?: {
    content: { 'application/json': { example?: unknown; examples?: Record<string, unknown> } };
  };
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

let database: TestDatabase;
let text: string;
let document: Document;
beforeAll(async () => {
  database = await cloneDatabase();
  text = await describeOpenapi(database.url);
  document = JSON.parse(text);
});
afterAll(() => database.drop());

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

describe('[W13] openapi.json', () => {
  it('is current; npm run openapi writes it', () => {
    expect(read('backend/openapi.json')).toBe(text);
  });

  it('is 3.1, and every operation has an id of its own, problems and a say on who may call it', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = operations().map((operation) => operation.operationId);
    expect(ids.filter((id) => id === undefined)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const silent = operations().filter(
      ({ operationId, responses, security }) =>
        !/^get(Livez|Readyz|Metrics|Openapi)$/.test(operationId ?? '') &&
        (security === undefined ||
          !Object.values(responses).some(({ content }) => content && 'application/problem+json' in content)),
    );
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('has a request example for each kind in createActivity and each answer in putResponse', () => {
    for (const id of ['createActivity', 'putResponse']) {
      const operation = operations().find(({ operationId }) => operationId === id);
      const body = operation?.requestBody?.content['application/json'];
      // One example stands alone, several by name.
      const examples = body?.example ? [body.example] : Object.values(body?.examples ?? {});
      expect(examples).toHaveLength(ACTIVITY_KINDS.length);
    }
  });
});
