/** Signing in; on a demo server a list of people who can be signed in as with one click. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { type DemoPerson, publicQuery, signIn } from '../../api/session';
import { startPage } from '../../api/start';
import { Avatar } from '../../components/Avatar';
import { Frame } from './Frame';

export function LoginPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const cache = useQueryClient();
  const { to } = useSearch({ from: '/login' });
  const { data: about } = useQuery(publicQuery);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: ({ account, password }: { account: string; password: string }) => signIn(account, password),
    onSuccess: async () => {
      cache.clear();
      return router.navigate({ href: to ?? (await startPage(cache)) });
    },
  });
  useEffect(() => {
    document.title = `${t('login.title')} · Formwork`;
  }, [t]);
  if (about?.setup) return <Navigate to="/setup" search={{}} />;
  const complete = account.trim() !== '' && password !== '';
  return (
    <Frame>
      <h1>{t('login.title')}</h1>
      <p>{t('login.welcome')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) enter.mutate({ account: account.trim(), password });
        }}
      >
        {enter.isError && (
          <div className="login-problem" role="alert">
            {sentence(enter.error)}
          </div>
        )}
        <div className="login-field">
          <label htmlFor="account">{t('login.account')}</label>
          <Input
            id="account"
            name="username"
            size="large"
            autoComplete="username"
            autoFocus
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        </div>
        <div className="login-field">
          <label htmlFor="password">{t('login.password')}</label>
          <Input.Password
            id="password"
            name="password"
            size="large"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={enter.isPending}>
          {t('login.submit')}
        </Button>
      </form>
      {about?.demo_people && about.demo_people.length > 0 && (
        <DemoPeople people={about.demo_people} busy={enter.isPending} choose={(person) => enter.mutate(person)} />
      )}
    </Frame>
  );
}

function DemoPeople({
  people,
  busy,
  choose,
}: {
  people: readonly DemoPerson[];
  busy: boolean;
  choose: (person: DemoPerson) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="login-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('login.demo')}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.account}>
            <button type="button" disabled={busy} onClick={() => choose(person)}>
              <Avatar name={person.name} scale="middle" />
              <span>
                <b className="ellipsis">{person.name}</b>
                <small className="ellipsis">{person.title}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
