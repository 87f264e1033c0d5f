/** Choosing the shortcuts and their order; each change is kept at once. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { useWords } from '../../i18n/text';
import { moved, type Pin, type Place, pinKey } from './pins';
import { usePlaceName } from './Shortcuts';

interface Props {
  readonly all: readonly Place[];
  readonly pins: readonly Place[];
  readonly onChange: (pins: readonly Pin[]) => void;
  readonly onClose: () => void;
}

const bare = ({ app, form, view, create }: Pin): Pin => ({
  app,
  form,
  ...(view === undefined ? {} : { view }),
  ...(create ? { create } : {}),
});

export default function PinEditor({ all, pins, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const name = usePlaceName();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const chosen = new Set(pins.map(pinKey));
  const wanted = typed.trim().toLowerCase();
  const offered = all.filter(
    (place) => !chosen.has(pinKey(place)) && `${name(place)} ${words(place.appLabel)}`.toLowerCase().includes(wanted),
  );
  const change = (next: readonly Pin[]) => onChange(next.map(bare));
  const move = (index: number, steps: number) => {
    const place = pins[index];
    const next = moved(pins, index, steps);
    change(next);
    if (place) setSaid(t('shortcut.movedTo', { name: name(place), at: next.indexOf(place) + 1, of: next.length }));
  };
  return (
    <Dialog open title={t('shortcut.edit')} onCancel={onClose} footer={null} width={560} destroyOnHidden>
      <h3>{t('shortcut.pinned')}</h3>
      <ol className="pins">
        {pins.map((place, index) => (
          <li key={pinKey(place)}>
            <span className="ellipsis">{name(place)}</span>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={t('shortcut.up', { name: name(place) })}
              onClick={() => move(index, -1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={index === pins.length - 1}
              aria-label={t('shortcut.down', { name: name(place) })}
              onClick={() => move(index, 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('shortcut.unpin', { name: name(place) })}
              onClick={() => change(pins.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      {pins.length === 0 && <p className="mute">{t('shortcut.none')}</p>}
      <h3>{t('shortcut.add')}</h3>
      <Input
        allowClear
        autoFocus
        aria-label={t('shortcut.find')}
        placeholder={t('shortcut.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="pins pins-offered">
        {offered.map((place) => (
          <li key={pinKey(place)}>
            <button type="button" className="bare" onClick={() => change([...pins, place])}>
              <PlusOutlined aria-hidden />
              <span className="ellipsis">{name(place)}</span>
              <small className="mute">{words(place.appLabel)}</small>
            </button>
          </li>
        ))}
      </ul>
      {offered.length === 0 && <p className="mute">{t('palette.none')}</p>}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </Dialog>
  );
}
