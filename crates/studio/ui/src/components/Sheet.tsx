/** A sheet from an edge of the screen; what draws it is fetched when the first one opens. */
import type { DrawerProps } from 'antd';
import { useRef } from 'react';
import { useBackCloses } from '../lib/backCloses';
import { later } from '../lib/later';

const Drawer = later<DrawerProps>(() => import('./opened/Drawn'));

type Props = Omit<DrawerProps, 'onClose'> & {
  readonly onClose?: () => void;
  /** The address says that it is open: the way back closes it already. */
  readonly addressed?: boolean;
};

export function Sheet({ addressed = false, ...props }: Props) {
  const opened = useRef(false);
  opened.current ||= props.open === true;
  useBackCloses(props.open === true && !addressed, () => props.onClose?.());
  return opened.current ? <Drawer {...props} /> : null;
}

Sheet.fetch = Drawer.fetch;
