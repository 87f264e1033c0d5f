/** A sheet from an edge of the screen; what draws it is fetched when the first one opens. */
import type { DrawerProps } from 'antd';
import { useRef } from 'react';
import { later } from '../lib/later';

const Drawer = later<DrawerProps>(() => import('./opened/Drawn'));

export function Sheet(props: DrawerProps) {
  const opened = useRef(false);
  opened.current ||= props.open === true;
  return opened.current ? <Drawer {...props} /> : null;
}

Sheet.fetch = Drawer.fetch;
