/** What the pictures need in the data before they are taken: records worth showing, comments that call somebody, a draft with changes. */
import { type APIRequestContext, type Browser, request } from '@playwright/test';
import { fillTrash } from '../sign-in';

const headers = { 'X-Formwork': '1' };
const password = process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo';

/** Records by name, as the pictures open them. */
export interface World {
  readonly customer: string;
  /** Another one, which two people change at once. */
  readonly disputed: string;
  readonly quotation: string;
  readonly opportunity: string;
}

export async function enter(request: APIRequestContext, account: string) {
  const answer = await request.post('/api/v1/auth/login', { data: { account, password } });
  if (!answer.ok()) throw new Error(`${account}: ${await answer.text()}`);
}

async function some(request: APIRequestContext, form: string, query: object, wanted: (record: object) => boolean) {
  const answer = await request.post(`/api/v1/data/crm/${form}/query`, { data: { limit: 40, ...query }, headers });
  const { items }: { items: readonly { id: string }[] } = await answer.json();
  const [first, second] = [...items.filter(wanted), ...items];
  return [first?.id ?? '', second?.id ?? ''] as const;
}

const remarks = [
  ['tang_jing', 'quotation', '@何琪 报价单上的税号已经改好，可以发给客户了。'],
  ['wang_rui', 'opportunity', '@何琪 这一单的折扣我同意了，质保延长按成本另计。'],
  ['tang_jing', 'customer', '@何琪 客户问样机能不能先试用一周，请您确认一下。'],
] as const;

/** Makes the world once; a second call finds what the first one left. */
export async function makeWorld(browser: Browser, baseURL: string): Promise<World> {
  const context = await browser.newContext({ baseURL });
  const desk = context.request;
  await enter(desk, 'he_qi');
  const { id: me }: { id: string } = await (await desk.get('/api/v1/me')).json();
  const [customer, disputed] = await some(
    desk,
    'customer',
    { where: { field: 'kind', op: 'eq', value: 'b2b' }, sort: ['-annual_purchase'] },
    (record) => 'decision_chain' in record && Array.isArray(record.decision_chain) && record.decision_chain.length > 1,
  );
  const [quotation] = await some(desk, 'quotation', { sort: ['-total'] }, () => true);
  const [opportunity] = await some(desk, 'opportunity', { sort: ['-amount'] }, () => true);
  const said = await (await desk.get('/api/v1/notices?limit=5')).json();
  const world = { customer, disputed, quotation, opportunity };
  if (said.items.length === 0)
    for (const [account, form, text] of remarks) {
      await enter(desk, account);
      await desk.post(`/api/v1/data/crm/${form}/${world[form]}/comments`, {
        headers,
        data: { text, mentions: [me] },
      });
    }
  await enter(desk, 'tang_jing');
  const { items: deleted } = await (await desk.get('/api/v1/apps/crm/trash?limit=1')).json();
  if (deleted.length === 0) await fillTrash(desk);
  await context.close();
  return world;
}

/** Changes a customer behind the screen's back, as somebody else. */
export async function changeBehind(baseURL: string, id: string, values: object) {
  const other = await request.newContext({ baseURL });
  await enter(other, 'wang_rui');
  await other.patch(`/api/v1/data/crm/customer/${id}`, { data: values, headers });
  await other.dispose();
}

interface Draft {
  readonly forms: Record<string, { label: unknown; fields: { key: string; label: unknown; formula?: string }[] }>;
}

/** Changes the draft of the CRM for the time of `use`, and puts it back. */
export async function withDraft(request: APIRequestContext, edit: (draft: Draft) => void, use: () => Promise<void>) {
  const address = '/api/v1/apps/crm/draft';
  const store = async (draft: Draft) => {
    const { etag = '' } = (await request.get(address)).headers();
    const answer = await request.put(address, { headers: { ...headers, 'If-Match': etag }, data: draft });
    if (!answer.ok()) throw new Error(await answer.text());
  };
  const before: Draft = await (await request.get(address)).json();
  const changed = structuredClone(before);
  edit(changed);
  await store(changed);
  try {
    await use();
  } finally {
    await store(before);
  }
}
