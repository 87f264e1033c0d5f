/** A dialog over the page. The way back of a phone closes it, and the focus returns to where it was, also when the dialog is taken away at once. */
import { Modal, type ModalProps } from 'antd';
import { useEffect, useRef } from 'react';
import { useBackCloses } from '../lib/backCloses';

export type DialogProps = Omit<ModalProps, 'onCancel'> & { readonly onCancel?: () => void };

export function Dialog({ onCancel, ...props }: DialogProps) {
  const open = props.open === true;
  const before = useRef<Element>(null);
  // What asked for it has the focus until the dialog is there, which is from here on.
  if (!open) before.current = null;
  else before.current ??= document.activeElement;
  useBackCloses(open, () => onCancel?.());
  useEffect(() => {
    if (!open) return undefined;
    const asked = before.current;
    return () => {
      setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && asked instanceof HTMLElement && asked.isConnected) asked.focus({ preventScroll: true });
      });
    };
  }, [open]);
  return <Modal {...props} onCancel={() => onCancel?.()} />;
}
