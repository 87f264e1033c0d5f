import { afterEach, expect, it } from 'vitest';
import { dropSession, holdSession, resumeSession, throughSession, useGate } from './gate';

const person = { id: '1', account: 'heqi', name: '何琪' };
const answers = (...statuses: readonly number[]) => {
  let at = 0;
  return async () => new Response(null, { status: statuses[at++] ?? 500 });
};

afterEach(dropSession);

it('lets a refusal through while nobody was signed in', async () => {
  expect((await throughSession('/api/v1/me', answers(401))).status).toBe(401);
  expect(useGate.getState().asking).toBe(false);
});

it('sends what waited once more after signing in again', async () => {
  holdSession(person);
  const both = Promise.all([
    throughSession('/api/v1/me', answers(401, 200)),
    throughSession('/api/v1/data/crm/customer', answers(401, 201)),
  ]);
  await Promise.resolve();
  await Promise.resolve();
  expect(useGate.getState().asking).toBe(true);
  resumeSession();
  expect((await both).map(({ status }) => status)).toEqual([200, 201]);
  expect(useGate.getState().asking).toBe(false);
});

it('refuses what waited when the person goes away', async () => {
  holdSession(person);
  const sent = throughSession('/api/v1/me', answers(401, 200));
  await Promise.resolve();
  await Promise.resolve();
  dropSession();
  expect((await sent).status).toBe(401);
});

it('does not ask when a password is wrong', async () => {
  holdSession(person);
  expect((await throughSession('http://localhost/api/v1/auth/login', answers(401))).status).toBe(401);
  expect(useGate.getState().asking).toBe(false);
});
