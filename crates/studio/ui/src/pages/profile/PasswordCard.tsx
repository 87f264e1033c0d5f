/** A new password: every other session ends, this one goes on. */
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../../api/errors';
import { reconnect } from '../../api/events';
import { changePassword } from '../../api/profile';
import { type Me, signIn } from '../../api/session';
import { say } from '../../components/toasts';

const fields = ['old_password', 'password', 'again'] as const;
type Field = (typeof fields)[number];
const blank: Record<Field, string> = { old_password: '', password: '', again: '' };

export function PasswordCard({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [values, setValues] = useState(blank);
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: async () => {
      await changePassword(me.id, values.old_password, values.password);
      await signIn(me.account, values.password);
    },
    onSuccess: () => {
      setValues(blank);
      setTried(false);
      reconnect();
      say(t('profile.passwordChanged'));
    },
  });
  const issues = change.error instanceof ApiError ? change.error.issues : [];
  const issueOf = (field: Field) => {
    if (tried && values[field] === '') return t('issue.required');
    if (field === 'again' && tried && values.again !== values.password) return t('profile.passwordDiffers');
    return issues.find(({ path }) => path === `/${field}`)?.text;
  };
  return (
    <section className="card" aria-labelledby="password-title">
      <div className="card-head">
        <h2 id="password-title">{t('login.password')}</h2>
      </div>
      <form
        className="profile-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fields.every((field) => values[field] !== '') && values.again === values.password) change.mutate();
        }}
      >
        {change.isError && issues.length === 0 && (
          <p className="field-issue" role="alert">
            {sentence(change.error)}
          </p>
        )}
        {fields.map((field) => {
          const issue = issueOf(field);
          return (
            <div key={field}>
              <label htmlFor={`profile-${field}`}>{t(`profile.${field}`)}</label>
              <Input.Password
                id={`profile-${field}`}
                autoComplete={field === 'old_password' ? 'current-password' : 'new-password'}
                value={values[field]}
                {...(issue ? { status: 'error' as const } : {})}
                aria-describedby={issue ? `profile-${field}-issue` : undefined}
                onChange={(event) => {
                  setValues({ ...values, [field]: event.target.value });
                  if (change.isError) change.reset();
                }}
              />
              {issue && (
                <p id={`profile-${field}-issue`} className="field-issue">
                  {issue}
                </p>
              )}
            </div>
          );
        })}
        <div className="profile-submit">
          <small className="mute">{t('profile.passwordAbout')}</small>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('profile.passwordChange')}
          </Button>
        </div>
      </form>
    </section>
  );
}
