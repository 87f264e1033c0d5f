/** The panel that hangs at a button. */
export { Popover as default } from 'antd';
