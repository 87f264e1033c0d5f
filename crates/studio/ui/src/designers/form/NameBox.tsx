/** A name that is typed where it stands. Enter keeps it, Escape leaves it as it was. */
import { Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { useDesigning } from '../shell/context';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onDone: (value: string | undefined, how: 'enter' | 'leave') => void;
}

export function NameBox({ label, value, onDone }: Props) {
  const box = useRef<InputRef>(null);
  const over = useRef(false);
  const { draft } = useDesigning();
  useEffect(() => box.current?.focus({ cursor: 'all' }), []);
  // What others saved waits until the name stands: the field that it is for may get another key by it.
  useEffect(() => draft.getState().hold(), [draft]);
  const done = (how: 'enter' | 'leave', keep: boolean) => {
    if (over.current) return;
    over.current = true;
    const text = box.current?.input?.value.trim() ?? '';
    onDone(keep && text !== '' && text !== value ? text : undefined, how);
  };
  return (
    <Input
      ref={box}
      size="small"
      className="name-box"
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onBlur={() => done('leave', true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          event.preventDefault();
          done('enter', true);
        } else if (event.key === 'Escape') done('enter', false);
      }}
    />
  );
}
