/** Asks before what was typed is lost: leaving the page, the drawer or the browser tab. */
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/Dialog';
import { noteUnsaved } from '../lib/unsaved';

export interface Unsaved {
  /** Notes whether something is unsaved, and what to do when the person lets go of it. */
  setDirty: (dirty: boolean, onLetGo?: () => void) => void;
  /** Resolves to whether one may leave. */
  ask: () => Promise<boolean>;
  readonly dialog: ReactNode;
}

export function useUnsaved(): Unsaved {
  const { t } = useTranslation();
  const dirty = useRef(false);
  const letGo = useRef<() => void>(undefined);
  const [answer, setAnswer] = useState<(leave: boolean) => void>();
  useEffect(() => () => noteUnsaved(dirty, false), []);
  const setDirty = useCallback((value: boolean, onLetGo?: () => void) => {
    dirty.current = value;
    noteUnsaved(dirty, value);
    letGo.current = onLetGo;
  }, []);
  const ask = useCallback(async () => {
    if (!dirty.current) return true;
    const leave = await new Promise<boolean>((resolve) => setAnswer(() => resolve));
    setAnswer(undefined);
    if (leave) {
      dirty.current = false;
      noteUnsaved(dirty, false);
      letGo.current?.();
    }
    return leave;
  }, []);
  useBlocker({ shouldBlockFn: async () => !(await ask()), enableBeforeUnload: () => dirty.current });
  const dialog = (
    <Dialog
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
    </Dialog>
  );
  return { setDirty, ask, dialog };
}
