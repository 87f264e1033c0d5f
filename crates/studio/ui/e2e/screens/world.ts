/** What the pictures need in the data before they are taken: records worth showing, comments that call somebody, a draft with changes. */
import type { APIRequestContext, Browser } from '@playwright/test';

const headers = { 'X-Formwork': '1' };
const password = process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo';

/** Records by name, as the pictures open them. */
export interface World {
  readonly customer: string;
  readonly quotation: string;
  readonly opportunity: string;
}

export async function enter(request: APIRequestContext, account: string) {
  const answer = await request.post('/api/v1/auth/login', { data: { account, password } });
  if (!answer.ok()) throw new Error(`${account}: ${await answer.text()}`);
}

async function first(request: APIRequestContext, form: string, query: object, wanted: (record: object) => boolean) {
  const answer = await request.post(`/api/v1/data/crm/${form}/query`, { data: { limit: 40, ...query }, headers });
  const { items }: { items: readonly { id: string }[] } = await answer.json();
  return (items.find(wanted) ?? items[0])?.id ?? '';
}

const remarks = [
  ['tang_jing', 'quotation', '@何琪 报价单上的税号已经改好，可以发给客户了。'],
  ['wang_rui', 'opportunity', '@何琪 这一单的折扣我同意了，质保延长按成本另计。'],
  ['tang_jing', 'customer', '@何琪 客户问样机能不能先试用一周，请您确认一下。'],
] as const;

/** Makes the world once; a second call finds what the first one left. */
export async function makeWorld(browser: Browser, baseURL: string): Promise<World> {
  const context = await browser.newContext({ baseURL });
  const { request } = context;
  await enter(request, 'he_qi');
  const { id: me }: { id: string } = await (await request.get('/api/v1/me')).json();
  const customer = await first(
    request,
    'customer',
    { where: { field: 'kind', op: 'eq', value: 'b2b' }, sort: ['-annual_purchase'] },
    (record) => 'decision_chain' in record && Array.isArray(record.decision_chain) && record.decision_chain.length > 1,
  );
  const quotation = await first(request, 'quotation', { sort: ['-total'] }, () => true);
  const opportunity = await first(request, 'opportunity', { sort: ['-amount'] }, () => true);
  const said = await (await request.get('/api/v1/notices?limit=5')).json();
  const world = { customer, quotation, opportunity };
  if (said.items.length === 0)
    for (const [account, form, text] of remarks) {
      await enter(request, account);
      await request.post(`/api/v1/data/crm/${form}/${world[form]}/comments`, {
        headers,
        data: { text, mentions: [me] },
      });
    }
  await context.close();
  return world;
}

/** Changes a record behind the screen's back, as somebody else would. */
export async function changeBehind(request: APIRequestContext, form: string, id: string, values: object) {
  await request.patch(`/api/v1/data/crm/${form}/${id}`, { data: values, headers });
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
