/** The roles of the app: what each may see of the menu, where it lands, and what it may do, in words. Rights themselves are changed elsewhere. */
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/State';
import { Tag } from '../../components/Tag';
import { useWords } from '../../i18n/text';
import '../../pages/apps/catalogue';
import type { RoleDoc } from '../form/document';
import { useChange, useDocument } from '../shell/context';
import { type Landing, landingOf, landingText } from './menu';
import '../../pages/apps/apps.css';
import './sheet/sheet.css';
import './app.css';

const verbs = ['read', 'create', 'update', 'delete', 'export'] as const;
const scopes = ['own', 'department', 'department_and_below', 'all'] as const;

export function RolesStep() {
  const { t } = useTranslation('apps');
  const words = useWords();
  const document = useDocument();
  const change = useChange();
  const roles = Object.values(document.roles);
  const [chosen, setChosen] = useState(roles[0]?.key);
  const role = (chosen !== undefined && document.roles[chosen]) || roles[0];
  if (!role)
    return (
      <main className="design-step">
        <Empty title={t('roles.none')} hint={t('roles.noneHint')} />
      </main>
    );
  const put = (set: Partial<RoleDoc>) => {
    const next: Record<string, unknown> = { ...role, ...set };
    for (const [name, value] of Object.entries(set)) if (value === undefined) delete next[name];
    change({ do: 'putRole', role: next as unknown as RoleDoc });
  };
  const visible = Object.values(document.forms).filter(({ key }) => sees(role, key));
  const landing = landingOf(role);
  return (
    <main className="design-step roles-step">
      <nav className="roles-list" aria-label={t('roles.title')}>
        {roles.map((each) => (
          <button
            key={each.key}
            type="button"
            aria-current={each.key === role.key}
            className="step-entry"
            onClick={() => setChosen(each.key)}
          >
            <span className="ellipsis">{words(each.label)}</span>
            <small className="mute">{t('roles.forms', { count: Object.keys(each.forms ?? {}).length })}</small>
          </button>
        ))}
      </nav>
      <div className="roles-one">
        <section className="card step-card" aria-labelledby="role-way">
          <h2 id="role-way">{t('roles.way', { role: words(role.label) })}</h2>
          <div className="name-fields wide-labels">
            <label htmlFor="role-landing">{t('roles.landing')}</label>
            <Select
              id="role-landing"
              value={landing ? landingText(landing) : ''}
              onChange={(text) => put({ landing: text === '' ? undefined : landingFrom(text) })}
              options={[
                { value: '', label: t('roles.landingFirst') },
                ...visible.map((form) => ({
                  label: words(form.label),
                  options: [
                    { value: form.key, label: words(form.label) },
                    ...(form.views ?? []).map((view) => ({
                      value: `${form.key}/${view.key}`,
                      label: `${words(form.label)} · ${words(view.label)}`,
                    })),
                  ],
                })),
              ]}
            />
            <label htmlFor="role-menu">{t('roles.menu')}</label>
            <Select
              id="role-menu"
              mode="multiple"
              allowClear
              placeholder={t('roles.menuAll')}
              value={(role.menu as readonly string[] | undefined) ?? []}
              onChange={(menu: readonly string[]) => put({ menu: menu.length === 0 ? undefined : menu })}
              options={visible.map((form) => ({ value: form.key, label: words(form.label) }))}
            />
          </div>
        </section>
        <section className="card" aria-labelledby="role-rights">
          <div className="card-head">
            <h2 id="role-rights">{t('roles.rights')}</h2>
            <span className="mute small">{t('roles.rightsLater')}</span>
          </div>
          <div className="step-scroll">
            <table className="table-stay sheet-table rights-table">
              <thead>
                <tr>
                  <th scope="col">{t('roles.form')}</th>
                  {verbs.map((verb) => (
                    <th key={verb} scope="col">
                      {t(`roles.verb.${verb}`)}
                    </th>
                  ))}
                  <th scope="col">{t('roles.fields')}</th>
                </tr>
              </thead>
              <tbody>
                {Object.values(document.forms).map((form) => {
                  const rights = role.forms?.[form.key];
                  const narrowed = Object.entries(rights?.fields ?? {}).filter(([, right]) => right !== 'write');
                  return (
                    <tr key={form.key}>
                      <th scope="row">{words(form.label)}</th>
                      {verbs.map((verb) => (
                        <td key={verb}>
                          <Scope value={rights?.[verb]} />
                        </td>
                      ))}
                      <td className="mute">
                        {rights === undefined
                          ? ''
                          : narrowed.length === 0
                            ? t('roles.allFields')
                            : t('roles.limited', { count: narrowed.length })}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </main>
  );
}

function Scope({ value }: { value: unknown }) {
  const { t } = useTranslation('apps');
  if (value === undefined || value === false)
    return (
      <span className="mute" role="img" aria-label={t('roles.scope.none')}>
        —
      </span>
    );
  if (value === true || value === 'all') return <Tag colour="green">{t('roles.scope.all')}</Tag>;
  const scope = scopes.find((each) => each === value);
  return <Tag colour="blue">{scope ? t(`roles.scope.${scope}`) : t('roles.scope.condition')}</Tag>;
}

const sees = (role: RoleDoc, form: string) => {
  const read = role.forms?.[form]?.read;
  return read !== undefined && read !== false;
};

function landingFrom(text: string): Landing {
  const [form = '', view] = text.split('/');
  return view === undefined ? form : { form, view };
}
