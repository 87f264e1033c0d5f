/** Keys with which programs act for the person; a key is shown once, when it is made. */
import { CopyOutlined, KeyOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../../api/errors';
import { addKey, keysQuery, removeKey } from '../../api/profile';
import { copyAndSay } from '../../components/copying';
import { Empty, Failed, Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { formatDateTime } from '../../lib/format';
import { useZone } from '../../lib/today';

const lives = [30, 90, 365, 0] as const;

export function KeysCard() {
  const { t } = useTranslation();
  const zone = useZone();
  const cache = useQueryClient();
  const list = useQuery(keysQuery);
  const [name, setName] = useState<string>();
  const [days, setDays] = useState<number>(90);
  const add = useMutation({
    mutationFn: () =>
      addKey(
        (name ?? '').trim(),
        days === 0 ? undefined : new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z'),
      ),
    onSuccess: () => {
      setName(undefined);
      return cache.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });
  const remove = useMutation({
    mutationFn: removeKey,
    onSuccess: () => say(t('keys.removed')),
    onError: (error) => say(sentence(error), 'bad'),
    onSettled: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const issue = add.error instanceof ApiError ? (add.error.issues[0]?.text ?? sentence(add.error)) : undefined;
  return (
    <section className="card" aria-labelledby="keys-title">
      <div className="card-head">
        <h2 id="keys-title">{t('keys.title')}</h2>
        {name === undefined && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              add.reset();
              setName('');
            }}
          >
            {t('keys.add')}
          </Button>
        )}
      </div>
      {add.data && (
        <div className="key-made tint-green" role="status">
          <p>{t('keys.made')}</p>
          <code className="code">{add.data.key}</code>
          <Button size="small" icon={<CopyOutlined />} onClick={() => void copyAndSay(add.data.key, t('keys.copied'))}>
            {t('keys.copy')}
          </Button>
        </div>
      )}
      {name !== undefined && (
        <form
          className="key-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) add.mutate();
          }}
        >
          <div>
            <label htmlFor="key-name">{t('keys.name')}</label>
            <Input
              id="key-name"
              autoFocus
              maxLength={80}
              placeholder={t('keys.nameHint')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <div>
            <label htmlFor="key-life">{t('keys.life')}</label>
            <Select
              id="key-life"
              value={days}
              onChange={setDays}
              options={lives.map((value) => ({
                value,
                label: value === 0 ? t('keys.forEver') : t('keys.days', { count: value }),
              }))}
            />
          </div>
          <Button onClick={() => setName(undefined)}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={add.isPending}>
            {t('keys.make')}
          </Button>
          {issue && (
            <p className="field-issue" role="alert">
              {issue}
            </p>
          )}
        </form>
      )}
      {list.error ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={2} />
      ) : list.data.length === 0 ? (
        <Empty title={t('keys.none')} hint={t('keys.noneHint')} />
      ) : (
        <ul className="keys">
          {list.data.map((key) => (
            <li key={key.id}>
              <span className="latest-icon tint-slate">
                <KeyOutlined aria-hidden />
              </span>
              <span className="latest-text">
                <b className="ellipsis">{key.name}</b>
                <small className="mute">
                  {t('keys.since', { at: formatDateTime(key.created_at, zone) })}
                  {' · '}
                  {key.expires_at ? t('keys.until', { at: formatDateTime(key.expires_at, zone) }) : t('keys.forEver')}
                </small>
              </span>
              <Popconfirm
                title={t('keys.removeAsk', { name: key.name })}
                description={t('keys.removeAbout')}
                okText={t('keys.remove')}
                okButtonProps={{ danger: true }}
                onConfirm={() => remove.mutate(key.id)}
              >
                <Button type="text" danger aria-label={t('keys.removeOf', { name: key.name })}>
                  {t('keys.remove')}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
