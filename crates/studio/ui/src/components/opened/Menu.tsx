/** The menu that hangs at a button. */
export { Dropdown as default } from 'antd';
