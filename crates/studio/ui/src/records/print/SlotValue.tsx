/** The value that a path of a template leads to, over links as far as they go. */
import { useQuery } from '@tanstack/react-query';
import { recordQuery } from '../../api/records';
import { FieldRead } from '../../fields/FieldValue';
import { DepartmentName, usePersonName } from '../../fields/parts/people';
import { PlainContext } from '../../fields/parts/plain';
import type { FormModel, Rec } from '../../model/app';
import { fieldOf, useApp } from '../../model/context';
import { isEmpty } from '../../model/empty';
import type { Field } from '../../model/field';
import { systemField } from '../../model/system';

interface Props {
  readonly fields: readonly Field[];
  readonly record: Rec;
  readonly path: readonly string[];
}

export function SlotValue({ fields, record, path }: Props) {
  const app = useApp();
  const [head = '', ...rest] = path;
  const field = fields.find(({ key }) => key === head) ?? systemField(head);
  const value = record[head];
  if (!field || isEmpty(value)) return null;
  if (rest.length === 0)
    return (
      <PlainContext value={field.kind !== 'image'}>
        <FieldRead field={field} value={value} record={record} />
      </PlainContext>
    );
  if (field.kind === 'link' && app.forms[field.form])
    return <Behind form={app.forms[field.form] as FormModel} id={String(value)} path={rest} />;
  if (field.kind === 'department') return <DepartmentName id={String(value)} />;
  return rest[0] === 'name' ? <PersonName id={String(value)} /> : null;
}

function Behind({ form, id, path }: { form: FormModel; id: string; path: readonly string[] }) {
  const app = useApp();
  const { data } = useQuery({ ...recordQuery({ app: app.key, form: form.key }, id), retry: false });
  return data ? <SlotValue fields={form.fields} record={data} path={path} /> : null;
}

function PersonName({ id }: { id: string }) {
  return <>{usePersonName(id)}</>;
}

/** The value of a place in a template: of a row first, else of the record. */
export function slotSource(
  form: FormModel,
  record: Rec,
  head: string | undefined,
  row: { readonly table: string; readonly index: number } | undefined,
): { readonly fields: readonly Field[]; readonly record: Rec } {
  const table = row && fieldOf(form, row.table);
  const rows = row && record[row.table];
  if (table?.kind === 'table' && Array.isArray(rows) && table.fields.some(({ key }) => key === head))
    return { fields: table.fields, record: { version: 0, ...rows[row?.index ?? 0] } };
  return { fields: form.fields, record };
}
