/** The sheet that comes in from an edge. */
export { Drawer as default } from 'antd';
