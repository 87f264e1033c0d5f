/** Signing in again without leaving the page: what was typed stays, and what was being saved goes on. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../api/errors';
import { dropSession, resumeSession, useGate } from '../api/gate';
import { signIn } from '../api/session';
import { Dialog } from '../components/Dialog';

export default function SessionDialog() {
  const { t } = useTranslation();
  const router = useRouter();
  const cache = useQueryClient();
  const { person, asking } = useGate();
  const [account, setAccount] = useState(person?.account ?? '');
  const [password, setPassword] = useState('');
  const secret = useRef<InputRef>(null);
  const enter = useMutation({
    mutationFn: () => signIn(account.trim(), password),
    onSuccess: ({ user }) => {
      setPassword('');
      // Somebody else's page would show what they may not see: it starts anew.
      if (user.id !== person?.id) return location.assign('/');
      resumeSession();
      return cache.invalidateQueries();
    },
  });
  useEffect(() => {
    if (!asking) return;
    // Signed in again in another tab: the cookie is the same.
    const look = async () => {
      const answer = await fetch('/api/v1/me').catch(() => undefined);
      if (!answer?.ok) return;
      const me: { id?: string } = await answer.json();
      if (me.id === person?.id) resumeSession();
    };
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [asking, person]);
  function leave() {
    const to = router.state.location.href;
    dropSession();
    cache.clear();
    void router.navigate({ to: '/login', search: to === '/' ? {} : { to }, ignoreBlocker: true });
  }
  return (
    <Dialog
      open={asking}
      title={t('session.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={420}
      zIndex={1300}
      destroyOnHidden
      // The dialog takes the keyboard to itself; what is to be typed is the password.
      afterOpenChange={(open) => open && secret.current?.focus()}
    >
      <p className="mute">{t('session.about', { name: person?.name ?? '' })}</p>
      <form
        className="session-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (account.trim() && password) enter.mutate();
        }}
      >
        {enter.isError && (
          <p className="field-issue" role="alert">
            {sentence(enter.error)}
          </p>
        )}
        <label htmlFor="session-account">{t('login.account')}</label>
        <Input
          id="session-account"
          autoComplete="username"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
        <label htmlFor="session-password">{t('login.password')}</label>
        <Input.Password
          ref={secret}
          id="session-password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="session-actions">
          <Button type="text" onClick={leave}>
            {t('session.leave')}
          </Button>
          <Button type="primary" htmlType="submit" loading={enter.isPending}>
            {t('session.enter')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
