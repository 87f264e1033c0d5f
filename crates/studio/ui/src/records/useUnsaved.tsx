/** Asks before what was typed is lost: leaving the page, the drawer or the browser tab. */
import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Unsaved {
  setDirty: (dirty: boolean) => void;
  /** Resolves to whether one may leave. */
  ask: () => Promise<boolean>;
  readonly dialog: ReactNode;
}

export function useUnsaved(): Unsaved {
  const { t } = useTranslation();
  const dirty = useRef(false);
  const [answer, setAnswer] = useState<(leave: boolean) => void>();
  const setDirty = useCallback((value: boolean) => {
    dirty.current = value;
  }, []);
  const ask = useCallback(async () => {
    if (!dirty.current) return true;
    const leave = await new Promise<boolean>((resolve) => setAnswer(() => resolve));
    setAnswer(undefined);
    if (leave) dirty.current = false;
    return leave;
  }, []);
  useBlocker({ shouldBlockFn: async () => !(await ask()), enableBeforeUnload: () => dirty.current });
  const dialog = (
    <Modal
      open={answer !== undefined}
      title={t('unsaved.title')}
      okText={t('unsaved.leave')}
      okButtonProps={{ danger: true }}
      cancelText={t('unsaved.stay')}
      onOk={() => answer?.(true)}
      onCancel={() => answer?.(false)}
      width={400}
    >
      {t('unsaved.about')}
    </Modal>
  );
  return { setDirty, ask, dialog };
}
