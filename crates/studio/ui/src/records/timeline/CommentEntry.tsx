/** A comment in the timeline, with the people it names and its files; one's own can be changed and taken back. */
import { MoreOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Comment, changeComment, deleteComment } from '../../api/comments';
import { peopleQuery } from '../../api/directory';
import { sentence } from '../../api/errors';
import type { Place } from '../../api/records';
import type { Me } from '../../api/session';
import { Avatar } from '../../components/Avatar';
import { say } from '../../components/toasts';
import { FileChips } from '../../fields/parts/FileChips';
import { usePersonName } from '../../fields/parts/people';
import { onEntryKey } from '../../lib/menuKeys';
import { Line } from './Line';
import { MentionBox } from './MentionBox';
import { partsOf } from './mentions';

interface Props {
  readonly place: Place;
  readonly record: string;
  readonly comment: Comment;
  readonly me: Me;
}

export function CommentEntry({ place, record, comment, me }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const name = usePersonName(comment.by);
  const { data: people = [] } = useQuery(peopleQuery);
  const [typed, setTyped] = useState<string>();
  const [asking, setAsking] = useState(false);
  const again = () => cache.invalidateQueries({ queryKey: ['comments', place.app, place.form, record] });
  const onError = (error: unknown) => say(sentence(error), 'bad');
  const change = useMutation({
    mutationFn: (text: string) => changeComment(place, record, comment.id, text),
    onSuccess: async () => {
      setTyped(undefined);
      await again();
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: () => deleteComment(place, record, comment.id),
    onSuccess: async () => {
      say(t('comment.deleted'));
      await again();
    },
    onError,
  });
  const own = comment.by === me.id;
  const items = [
    ...(own ? [{ key: 'edit', label: t('common.edit') }] : []),
    ...(own || me.administrator ? [{ key: 'delete', label: t('common.delete'), danger: true }] : []),
  ];
  const named = people.filter(({ id }) => comment.mentions.includes(id));
  return (
    <>
      <span className="timeline-icon timeline-face" aria-hidden>
        <Avatar name={name} scale="middle" />
      </span>
      <div className="timeline-text">
        <Line name={name} at={comment.at}>
          <span className="mute">{t(comment.edited_at ? 'comment.edited' : 'comment.wrote')}</span>
        </Line>
        <div className="timeline-card">
          {typed === undefined ? (
            <p className="lines">
              {partsOf(comment.text, named).map((part, index) =>
                part.person ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
                  <span key={index} className={part.person === me.id ? 'mention mention-me' : 'mention'}>
                    {part.text}
                  </span>
                ) : (
                  part.text
                ),
              )}
            </p>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (typed.trim()) change.mutate(typed.trim());
              }}
            >
              <MentionBox
                id={`comment-${comment.id}`}
                label={t('comment.change')}
                value={typed}
                onChange={setTyped}
                onSend={() => typed.trim() && change.mutate(typed.trim())}
                onEscape={() => setTyped(undefined)}
                autoFocus
              />
              <div className="timeline-buttons">
                <Button size="small" onClick={() => setTyped(undefined)}>
                  {t('common.cancel')}
                </Button>
                <Button
                  size="small"
                  type="primary"
                  htmlType="submit"
                  loading={change.isPending}
                  disabled={!typed.trim()}
                >
                  {t('common.save')}
                </Button>
              </div>
            </form>
          )}
          {comment.files.length > 0 && <FileChips files={comment.files} />}
          {asking && (
            <div className="timeline-buttons" role="alert">
              <span>{t('comment.deleteAsk')}</span>
              <Button size="small" onClick={() => setAsking(false)}>
                {t('common.cancel')}
              </Button>
              <Button size="small" danger loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('common.delete')}
              </Button>
            </div>
          )}
          {items.length > 0 && typed === undefined && !asking && (
            <Dropdown
              trigger={['click']}
              menu={{
                items,
                onKeyDown: onEntryKey,
                onClick: ({ key }) => (key === 'edit' ? setTyped(comment.text) : setAsking(true)),
              }}
            >
              <Button
                className="timeline-more"
                type="text"
                size="small"
                icon={<MoreOutlined />}
                aria-label={t('comment.more', { name })}
              />
            </Dropdown>
          )}
        </div>
      </div>
    </>
  );
}
