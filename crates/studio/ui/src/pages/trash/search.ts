/** What the address of the trash says. Pure. */
export interface TrashPlace {
  readonly form?: string;
  readonly q?: string;
}

export function readTrashSearch(search: Record<string, unknown>): TrashPlace {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const [form, q] = [text(search.form), text(search.q)];
  return { ...(form ? { form } : {}), ...(q ? { q } : {}) };
}
