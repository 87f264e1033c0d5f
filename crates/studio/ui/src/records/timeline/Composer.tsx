/** Writing a comment: people by @, files, Ctrl+Enter sends; what is typed stays in this browser until it is sent. */
import { CarryOutOutlined, DeleteOutlined, PaperClipOutlined, SendOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addComment } from '../../api/comments';
import { ApiError, sentence } from '../../api/errors';
import { uploadFile } from '../../api/files';
import type { Place } from '../../api/records';
import { FileChips } from '../../fields/parts/FileChips';
import { recall, remember } from '../../lib/stored';
import { noteUnsaved } from '../../lib/unsaved';
import { usePhone } from '../../lib/useMedia';
import type { StoredFile } from '../../model/field';
import { lostSentence } from '../lost';
import { MentionBox, type MentionBoxHandle } from './MentionBox';
import { mentionedIn, type Named } from './mentions';

interface Props {
  readonly place: Place;
  readonly record: string;
  readonly person: string;
  readonly onFollowUp: (() => void) | undefined;
}

interface Typed {
  readonly text: string;
  readonly named: readonly Named[];
}
const nothing: Typed = { text: '', named: [] };

export function Composer({ place, record, person, onFollowUp }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const phone = usePhone();
  const box = useRef<MentionBoxHandle>(null);
  const key = `comment.${person}.${record}`;
  const [typed, setTyped] = useState<Typed>(() => recall<Typed | null>(key, null) ?? nothing);
  const [files, setFiles] = useState<readonly StoredFile[]>([]);
  const [refused, setRefused] = useState<string>();
  const filled = typed.text !== '' || files.length > 0;
  useEffect(() => {
    noteUnsaved(box, filled);
    return () => noteUnsaved(box, false);
  }, [filled]);
  const write = (change: (typed: Typed) => Typed) => {
    setRefused(undefined);
    setTyped((typed) => {
      const next = change(typed);
      remember(key, next.text === '' ? null : next);
      return next;
    });
  };
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: (file) => setFiles((files) => [...files, file]),
    onError: (error) => setRefused(sentence(error)),
  });
  const send = useMutation({
    mutationFn: () =>
      addComment(place, record, {
        text: typed.text.trim(),
        mentions: [...mentionedIn(typed.text, typed.named)],
        files: files.map(({ id }) => id),
      }),
    onSuccess: async () => {
      write(() => nothing);
      setFiles([]);
      await cache.invalidateQueries({ queryKey: ['comments', place.app, place.form, record] });
      box.current?.focus();
    },
    onError: (error) => {
      const issues = error instanceof ApiError ? error.issues.map(({ text }) => text).filter(Boolean) : [];
      setRefused(issues.join(' ') || lostSentence(error));
    },
  });
  const ready = typed.text.trim() !== '' && !send.isPending && !upload.isPending;
  return (
    <form
      className={filled ? 'composer composer-filled' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send.mutate();
      }}
    >
      <MentionBox
        ref={box}
        id="composer"
        label={t('comment.write')}
        placeholder={t('comment.hint')}
        rows={phone ? 1 : 2}
        value={typed.text}
        onChange={(text) => write((typed) => ({ ...typed, text }))}
        onMention={({ id, name }) =>
          write((typed) => ({ ...typed, named: [...typed.named.filter((one) => one.id !== id), { id, name }] }))
        }
        onSend={() => ready && send.mutate()}
      />
      {files.map((file) => (
        <div key={file.id} className="composer-file">
          <FileChips files={[file]} />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('file.remove', { name: file.name })}
            onClick={() => setFiles(files.filter(({ id }) => id !== file.id))}
          />
        </div>
      ))}
      {refused && (
        <div className="field-issue" role="alert">
          {refused}
        </div>
      )}
      <div className="composer-bar">
        <Button type="text" size="small" aria-label={t('comment.mention')} onClick={() => box.current?.mention()}>
          @
        </Button>
        <Upload
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <Button
            type="text"
            size="small"
            icon={<PaperClipOutlined />}
            loading={upload.isPending}
            aria-label={t('comment.attach')}
          />
        </Upload>
        {onFollowUp && (
          <Button
            type="text"
            size="small"
            icon={<CarryOutOutlined />}
            aria-label={t('comment.followUp')}
            onClick={onFollowUp}
          />
        )}
        <span className="composer-space" />
        <kbd className="mute">Ctrl ↵</kbd>
        <Button type="primary" htmlType="submit" icon={<SendOutlined />} loading={send.isPending} disabled={!ready}>
          {t('comment.send')}
        </Button>
      </div>
    </form>
  );
}
