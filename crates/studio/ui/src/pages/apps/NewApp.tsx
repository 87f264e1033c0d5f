/** The ways to begin an app. */
import { FileExcelOutlined, PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { beginBlank } from '../../api/templates';
import { Dialog } from '../../components/Dialog';
import { onEntryKey } from '../../lib/menuKeys';
import { appColours } from '../../theme/tokens';
import { freeKey } from './keys';
import { isAppKey, type Named, NameFields } from './NameFields';
import { useBegin } from './useBegin';

export function NewApp({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation('apps');
  const navigate = useNavigate();
  const [blank, setBlank] = useState(false);
  const [open, setOpen] = useState(false);
  const { begin } = useSearch({ strict: false });
  useEffect(() => {
    if (!begin) return;
    setOpen(true);
    void navigate({ to: '/apps', search: {}, replace: true });
  }, [begin, navigate]);
  const entry = (title: string, about: string) => (
    <span className="new-entry">
      <b>{title}</b>
      <small className="mute">{about}</small>
    </span>
  );
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        autoFocus
        open={open}
        onOpenChange={setOpen}
        menu={{
          onKeyDown: onEntryKey,
          items: [
            {
              key: 'sheet',
              icon: <FileExcelOutlined />,
              label: entry(t('fromSheet'), t('fromSheetAbout')),
              onClick: () => void navigate({ to: '/apps/sheet' }),
            },
            {
              key: 'blank',
              icon: <SnippetsOutlined />,
              label: entry(t('blank'), t('blankAbout')),
              onClick: () => setBlank(true),
            },
          ],
        }}
      >
        <Button type="primary" icon={<PlusOutlined />}>
          {t('new')}
        </Button>
      </Dropdown>
      {blank && <BlankDialog taken={taken} onClose={() => setBlank(false)} />}
    </>
  );
}

function BlankDialog({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('apps');
  const navigate = useNavigate();
  const { begin, busy, error } = useBegin();
  const [value, setValue] = useState<Named>({
    label: '',
    key: freeKey('', taken),
    icon: 'appstore',
    colour: appColours[0],
  });
  const [own, setOwn] = useState(false);
  const name = useRef<HTMLDivElement>(null);
  const change = (next: Named) => {
    if (next.key !== value.key) setOwn(true);
    setValue(own || next.key !== value.key ? next : { ...next, key: freeKey(next.label, taken) });
  };
  const ready = value.label.trim() !== '' && isAppKey(value.key) && !taken.includes(value.key);
  const create = async () => {
    const { key, icon, colour } = value;
    const begun = await begin(() => beginBlank({ key, label: value.label.trim(), icon, colour }));
    if (begun) await navigate({ to: '/design/$app', params: { app: begun.app } });
  };
  return (
    <Dialog
      open
      title={t('blank')}
      okText={t('create')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void create()}
      onCancel={onClose}
      // The dialog takes the keyboard to its close button; what is to be typed is the name.
      afterOpenChange={(open) => open && name.current?.querySelector('input')?.focus()}
    >
      {error !== undefined && <Alert type="error" showIcon title={sentence(error)} className="gap-below" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a box of it means the button below */}
      <div
        ref={name}
        onKeyDown={(event) => {
          const typed = event.target instanceof HTMLInputElement;
          if (event.key === 'Enter' && typed && ready && !busy) void create();
        }}
      >
        <NameFields value={value} taken={taken} onChange={change} />
      </div>
    </Dialog>
  );
}
