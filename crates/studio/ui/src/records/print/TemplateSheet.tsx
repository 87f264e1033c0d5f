/** A record in a print template: its values stand where the template names them. */
import { useMemo } from 'react';
import { rowsOf } from '../../form/source';
import type { FormModel, Rec } from '../../model/app';
import { PaperHtml } from './PaperHtml';
import { SlotValue, slotSource } from './SlotValue';
import { layOut } from './template';

interface Props {
  readonly form: FormModel;
  readonly record: Rec;
  readonly body: string;
}

export function TemplateSheet({ form, record, body }: Props) {
  const laid = useMemo(() => layOut(body, (table) => rowsOf(record[table]).length), [body, record]);
  return (
    <PaperHtml
      html={laid.html}
      slot={(number, key) => {
        const slot = laid.slots[number];
        if (!slot) return null;
        const source = slotSource(form, record, slot.path[0], slot.row);
        return <SlotValue key={key} fields={source.fields} record={source.record} path={slot.path} />;
      }}
    />
  );
}
