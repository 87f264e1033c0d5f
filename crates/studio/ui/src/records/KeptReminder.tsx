/** On a record that is read: that changes were typed here and never saved. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Place } from '../api/records';
import { meQuery } from '../api/session';
import { restored } from '../form/keep';
import type { Values } from '../form/source';
import type { FormModel, Rec } from '../model/app';
import { KeptNotice } from './EditorNotices';
import { useDrafts } from './useDrafts';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record: Rec;
  /** Opens the form with what was typed. */
  readonly onResume: (typed: Values) => void;
}

export function KeptReminder({ place, form, record, onResume }: Props) {
  const { data: me } = useSuspenseQuery(meQuery);
  const where = useMemo(
    () => ({ person: me.id, app: place.app, form: place.form, id: record.id }),
    [me.id, place.app, place.form, record.id],
  );
  const { newest, take, drop } = useDrafts(where, form.rights.update);
  if (!newest) return null;
  const { kept } = newest;
  return (
    <KeptNotice
      form={form}
      kept={kept}
      outdated={kept.version !== record.version}
      onTake={() => {
        take();
        onResume(restored(form, kept, record));
      }}
      onDrop={drop}
    />
  );
}
