/** The box for what people miss or like; administrators read here what was put in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Feedback, feedbackQuery, sendFeedback } from '../../api/announcements';
import { peopleQuery } from '../../api/directory';
import { sentence } from '../../api/errors';
import type { Me } from '../../api/session';
import { Dialog } from '../../components/Dialog';
import { Empty, Failed, Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { formatDateTime } from '../../lib/format';
import { useZone } from '../../lib/today';
import { useOverlays } from '../overlays';
import './help.css';

export default function FeedbackBox({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { open, hide } = useOverlays();
  const page = useRouterState({ select: (state) => state.location.href });
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => sendFeedback(text.trim(), page),
    onSuccess: async () => {
      setText('');
      hide();
      say(t('feedback.thanks'));
      await cache.invalidateQueries({ queryKey: feedbackQuery.queryKey });
    },
  });
  return (
    <Dialog
      open={open === 'feedback'}
      onCancel={hide}
      footer={null}
      title={t('feedback.title')}
      width={520}
      destroyOnHidden
    >
      <form
        className="feedback"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) send.mutate();
        }}
      >
        <label htmlFor="feedback-text">{t('feedback.about')}</label>
        <Input.TextArea
          id="feedback-text"
          rows={4}
          maxLength={4000}
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {send.isError && (
          <p className="field-issue" role="alert">
            {sentence(send.error)}
          </p>
        )}
        <p className="mute">{t('feedback.page', { page })}</p>
        <Button type="primary" htmlType="submit" disabled={text.trim() === ''} loading={send.isPending}>
          {t('feedback.send')}
        </Button>
      </form>
      {me.administrator && open === 'feedback' && <Received />}
    </Dialog>
  );
}

function Received() {
  const { t } = useTranslation();
  const zone = useZone();
  const list = useQuery(feedbackQuery);
  const { data: people } = useQuery(peopleQuery);
  const name = ({ by }: Feedback) => people?.find(({ id }) => id === by)?.name ?? t('timeline.system');
  return (
    <section className="feedback-received" aria-labelledby="received-title">
      <h3 id="received-title">{t('feedback.received')}</h3>
      {list.error ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={2} />
      ) : list.data.length === 0 ? (
        <Empty title={t('feedback.none')} />
      ) : (
        <ul>
          {list.data.map((item) => (
            <li key={item.id}>
              <p className="lines">{item.text}</p>
              <small className="mute">
                {name(item)} · {formatDateTime(item.at, zone)}
                {item.page && (
                  <>
                    {' · '}
                    <a href={item.page}>{item.page}</a>
                  </>
                )}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
