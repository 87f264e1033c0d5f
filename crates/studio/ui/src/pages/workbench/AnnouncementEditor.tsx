/** Writing an announcement: what it says, and until when it is shown. */
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Announcement, AnnouncementDraft } from '../../api/announcements';
import { ApiError, sentence } from '../../api/errors';
import { Dialog } from '../../components/Dialog';
import { civil, momentOf, useToday } from '../../lib/today';

interface Props {
  readonly item: Announcement | undefined;
  readonly saving: boolean;
  readonly error: Error | null;
  readonly onSave: (draft: AnnouncementDraft) => void;
  readonly onWithdraw: (item: Announcement) => void;
  readonly onClose: () => void;
}

export default function AnnouncementEditor({ item, saving, error, onSave, onWithdraw, onClose }: Props) {
  const { t } = useTranslation();
  const { today, zone } = useToday();
  const [title, setTitle] = useState(item?.title ?? '');
  const [text, setText] = useState(item?.text ?? '');
  const [until, setUntil] = useState(item?.until ? civil(new Date(item.until), zone).date : undefined);
  const complete = title.trim() !== '' && text.trim() !== '';
  const issue = error instanceof ApiError ? (error.issues[0]?.text ?? sentence(error)) : error && sentence(error);
  return (
    <Dialog
      open
      title={item ? t('announcement.edit') : t('announcement.write')}
      onCancel={onClose}
      footer={null}
      width={560}
      destroyOnHidden
    >
      <form
        className="announcement-form"
        onSubmit={(event) => {
          event.preventDefault();
          // The last day is shown to its end.
          const end = until && momentOf(until, '23:59:59', zone).toISOString().replace('.000Z', 'Z');
          if (complete) onSave({ title: title.trim(), text: text.trim(), until: end ?? null });
        }}
      >
        <label htmlFor="announcement-title">{t('announcement.heading')}</label>
        <Input
          id="announcement-title"
          autoFocus
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <label htmlFor="announcement-text">{t('announcement.text')}</label>
        <Input.TextArea
          id="announcement-text"
          rows={5}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label htmlFor="announcement-until">{t('announcement.until')}</label>
        <DatePicker
          id="announcement-until"
          value={until ? dayjs(until) : null}
          minDate={dayjs(today)}
          placeholder={t('announcement.forEver')}
          onChange={(day) => setUntil(day?.format('YYYY-MM-DD'))}
        />
        {issue && (
          <p className="field-issue" role="alert">
            {issue}
          </p>
        )}
        <div className="session-actions">
          {item && (
            <Button danger type="text" onClick={() => onWithdraw(item)}>
              {t('announcement.withdraw')}
            </Button>
          )}
          <span className="topbar-space" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!complete} loading={saving}>
            {item ? t('common.save') : t('announcement.publish')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
