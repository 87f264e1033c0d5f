/** The sign of a form or of a group: a button that shows it, and all signs behind it. */
import { DownOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { Icon } from '../../components/icons';
import { IconGrid } from './late';
import './icon.css';

interface Props {
  readonly id: string;
  readonly value: string | undefined;
  /** Shown while there is none. */
  readonly none: string;
  readonly onChange: (icon: string | undefined) => void;
  /** Whether there may be none. */
  readonly clears?: boolean;
}

export function IconPick({ id, value, none, onChange, clears = false }: Props) {
  const [open, setOpen] = useState(false);
  const choose = (icon: string | undefined) => {
    onChange(icon);
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="icon-pick-box name-fields">
          <IconGrid value={value} labelledBy={id} onChange={choose} />
          {clears && value !== undefined && (
            <Button size="small" type="text" onClick={() => choose(undefined)}>
              {none}
            </Button>
          )}
        </div>
      }
    >
      <button type="button" id={id} className="icon-pick" aria-haspopup="dialog" aria-expanded={open}>
        {value === undefined ? (
          <span className="mute">{none}</span>
        ) : (
          <span aria-hidden>
            <Icon name={value} />
          </span>
        )}
        <DownOutlined aria-hidden />
      </button>
    </Popover>
  );
}
