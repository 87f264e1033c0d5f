/** On a record that is read: that changes were typed here and never saved. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Place } from '../api/records';
import { meQuery } from '../api/session';
import { dropKept, readKept, restored } from '../form/keep';
import type { Values } from '../form/source';
import type { FormModel, Rec } from '../model/app';
import { KeptNotice } from './EditorNotices';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record: Rec;
  /** Opens the form with what was typed. */
  readonly onResume: (typed: Values) => void;
}

export function KeptReminder({ place, form, record, onResume }: Props) {
  const { data: me } = useSuspenseQuery(meQuery);
  const where = { person: me.id, app: place.app, form: place.form, id: record.id };
  const [kept, setKept] = useState(() => (form.rights.update ? readKept(where) : undefined));
  if (!kept) return null;
  return (
    <KeptNotice
      form={form}
      kept={kept}
      outdated={kept.version !== record.version}
      onTake={() => onResume(restored(form, kept, record))}
      onDrop={() => {
        dropKept(where);
        setKept(undefined);
      }}
    />
  );
}
