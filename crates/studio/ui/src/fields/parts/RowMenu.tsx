/** What can be done with a row of a sub-table. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  MoreOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly index: number;
  readonly count: number;
  readonly full: boolean;
  readonly onInsert: () => void;
  readonly onDuplicate: () => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

export function RowMenu({ index, count, full, onInsert, onDuplicate, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const acts: Readonly<Record<string, () => void>> = {
    insert: onInsert,
    duplicate: onDuplicate,
    up: () => onMove(index - 1),
    down: () => onMove(index + 1),
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'insert', label: t('rows.insert'), icon: <PlusOutlined />, disabled: full },
            { key: 'duplicate', label: t('rows.duplicate'), icon: <CopyOutlined />, disabled: full },
            { key: 'up', label: t('rows.up'), icon: <ArrowUpOutlined />, disabled: index === 0 },
            { key: 'down', label: t('rows.down'), icon: <ArrowDownOutlined />, disabled: index === count - 1 },
          ],
          onClick: ({ key }) => acts[key]?.(),
        }}
      >
        <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('rows.more', { row: index + 1 })} />
      </Dropdown>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('rows.remove', { row: index + 1 })}
        onClick={onRemove}
      />
    </>
  );
}
