/** A record beside its list; the whole page is one click away. */
import { Drawer } from 'antd';
import { lazy, Suspense, useRef } from 'react';
import { Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import type { FormModel } from '../../model/app';

const RecordPanel = lazy(() => import('../../records/RecordPanel'));

export function RecordDrawer({ form, id, onClose }: { form: FormModel; id: string | undefined; onClose: () => void }) {
  const words = useWords();
  /** The record asks before it lets go of unsaved changes. */
  const mayLeave = useRef<() => Promise<boolean>>(async () => true);
  return (
    <Drawer
      open={id !== undefined}
      onClose={async () => {
        if (await mayLeave.current()) onClose();
      }}
      size={Math.min(1080, Math.max(640, innerWidth - 260))}
      closable={false}
      title={null}
      aria-label={words(form.label)}
      className="record-drawer"
      destroyOnHidden
      keyboard
    >
      {id !== undefined && (
        <Suspense fallback={<Loading />}>
          <RecordPanel key={id} form={form} id={id} place="drawer" onClose={onClose} mayLeave={mayLeave} />
        </Suspense>
      )}
    </Drawer>
  );
}
