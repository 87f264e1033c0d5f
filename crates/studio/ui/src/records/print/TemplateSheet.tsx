/** A record in a print template: its values stand where the template names them. */
import { useCallback, useMemo } from 'react';
import { isEnd } from '../../fields/align';
import { rowsOf } from '../../form/source';
import type { FormModel, Rec } from '../../model/app';
import { fieldOf } from '../../model/context';
import { isEmpty } from '../../model/empty';
import { lean } from './lean';
import { PaperHtml } from './PaperHtml';
import { SlotValue, slotSource } from './SlotValue';
import { layOut } from './template';

interface Props {
  readonly form: FormModel;
  readonly record: Rec;
  readonly body: string;
}

export function TemplateSheet({ form, record, body }: Props) {
  const laid = useMemo(() => {
    const times = (part: string) =>
      fieldOf(form, part)?.kind === 'table' ? rowsOf(record[part]).length : Number(!isEmpty(record[part]));
    return layOut(body, times);
  }, [form, body, record]);
  const prepare = useCallback(
    (root: HTMLElement) =>
      lean(root, (number) => {
        const slot = laid.slots[number];
        if (!slot?.row || slot.path.length !== 1) return false;
        const field = slotSource(form, record, slot.path[0], slot.row).fields.find(({ key }) => key === slot.path[0]);
        return field !== undefined && isEnd(field);
      }),
    [laid, form, record],
  );
  return (
    <PaperHtml
      html={laid.html}
      prepare={prepare}
      slot={(number, key) => {
        const slot = laid.slots[number];
        if (!slot) return null;
        const source = slotSource(form, record, slot.path[0], slot.row);
        return <SlotValue key={key} fields={source.fields} record={source.record} path={slot.path} />;
      }}
    />
  );
}
