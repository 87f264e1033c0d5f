/** A record beside its list; the whole page is one click away. */
import { useRef } from 'react';
import { Sheet } from '../../components/Sheet';
import { Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { later } from '../../lib/later';
import type { FormModel } from '../../model/app';

const RecordPanel = later(() => import('../../records/RecordPanel'), <Loading />);

export function RecordDrawer({ form, id, onClose }: { form: FormModel; id: string | undefined; onClose: () => void }) {
  const words = useWords();
  /** The record asks before it lets go of unsaved changes. */
  const mayLeave = useRef<() => Promise<boolean>>(async () => true);
  return (
    <Sheet
      open={id !== undefined}
      addressed
      onClose={async () => {
        if (await mayLeave.current()) onClose();
      }}
      size={Math.min(1080, innerWidth, Math.max(640, innerWidth - 260))}
      closable={false}
      title={null}
      aria-label={words(form.label)}
      className="record-drawer"
      destroyOnHidden
      keyboard
    >
      {id !== undefined && (
        <RecordPanel key={id} form={form} id={id} place="drawer" onClose={onClose} mayLeave={mayLeave} />
      )}
    </Sheet>
  );
}

RecordDrawer.fetch = () => Promise.all([Sheet.fetch(), RecordPanel.fetch()]);
