// Takes the OpenAPI document of a running server (FORMWORK_URL, a demonstration) as the one that the client is typed by.
import { writeFileSync } from 'node:fs';

const server = process.env.FORMWORK_URL ?? 'http://127.0.0.1:8080';
const { demo_people: people } = await (await fetch(`${server}/api/v1/public`)).json();
const { account, password } = people[0];
const signIn = await fetch(`${server}/api/v1/auth/login`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ account, password }),
});
const { token } = await signIn.json();
const answer = await fetch(`${server}/api/v1/openapi.json`, { headers: { Authorization: `Bearer ${token}` } });
if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
writeFileSync(new URL('../openapi/openapi.json', import.meta.url), `${JSON.stringify(await answer.json(), null, 2)}\n`);
