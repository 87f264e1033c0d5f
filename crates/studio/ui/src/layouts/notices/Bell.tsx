/** The bell: how many notices are unread, and the panel with them. */
import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unreadQuery } from '../../api/notices';
import { Flyout } from '../../components/Opener';
import { Sheet } from '../../components/Sheet';
import { Loading } from '../../components/State';
import { later } from '../../lib/later';
import { usePhone } from '../../lib/useMedia';

const NoticePanel = later(() => import('./NoticePanel'), <Loading rows={3} />);

export function Bell() {
  const { t } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const panel = <NoticePanel onGo={() => setOpen(false)} />;
  const bell = (
    <button
      type="button"
      className="topbar-icon bell"
      aria-expanded={open}
      aria-label={unread > 0 ? t('notice.bellUnread', { count: unread }) : t('notice.bell')}
      onClick={() => setOpen(!open)}
    >
      <BellOutlined />
      {unread > 0 && (
        <span className="bell-count number" aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  );
  if (phone)
    return (
      <>
        {bell}
        <Sheet
          placement="bottom"
          size="78%"
          open={open}
          onClose={() => setOpen(false)}
          title={t('notice.title')}
          destroyOnHidden
        >
          {panel}
        </Sheet>
      </>
    );
  return (
    <Flyout
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      classNames={{ root: 'notice-popover' }}
      content={panel}
    >
      {bell}
    </Flyout>
  );
}

Bell.fetch = NoticePanel.fetch;
