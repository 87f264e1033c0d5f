/** The first start: whoever has the one-time token of the console becomes the administrator. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../../api/errors';
import { publicQuery, setUp } from '../../api/session';
import { Frame } from './Frame';

const fields = ['token', 'account', 'name', 'password'] as const;
type Field = (typeof fields)[number];

export function SetupPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const cache = useQueryClient();
  const search = useSearch({ from: '/setup' });
  const { data: about } = useQuery(publicQuery);
  const [values, setValues] = useState<Record<Field, string>>({
    token: search.token ?? '',
    account: 'admin',
    name: '',
    password: '',
  });
  const start = useMutation({
    mutationFn: () => setUp(values),
    onSuccess: () => {
      cache.clear();
      return router.navigate({ to: '/' });
    },
  });
  if (about && !about.setup) return <Navigate to="/login" search={{}} />;
  const issues = start.error instanceof ApiError ? start.error.issues : [];
  const issueOf = (field: Field) => issues.find((issue) => issue.path === `/${field}`)?.text;
  const complete = fields.every((field) => values[field].trim() !== '');
  return (
    <Frame>
      <h1>{t('setup.title')}</h1>
      <p>{t('setup.about')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) start.mutate();
        }}
      >
        {start.isError && !fields.some(issueOf) && (
          <div className="login-problem" role="alert">
            {sentence(start.error)}
          </div>
        )}
        {fields.map((field) => {
          const Box = field === 'password' ? Input.Password : Input;
          const issue = issueOf(field);
          return (
            <div key={field} className="login-field">
              <label htmlFor={field}>{t(`setup.${field}`)}</label>
              <Box
                id={field}
                size="large"
                autoComplete={field === 'password' ? 'new-password' : field === 'account' ? 'username' : 'off'}
                value={values[field]}
                {...(issue ? { status: 'error' as const } : {})}
                aria-describedby={issue ? `${field}-issue` : undefined}
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
              />
              {issue && (
                <div id={`${field}-issue`} className="field-issue">
                  {issue}
                </div>
              )}
            </div>
          );
        })}
        <Button type="primary" size="large" block htmlType="submit" loading={start.isPending}>
          {t('setup.submit')}
        </Button>
      </form>
    </Frame>
  );
}
