/** Nothing to publish: which release is in use, since when and by whom, what it brought, and where to go from here. */
import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Release } from '../../api/apps';
import { LinkButton } from '../../components/LinkButton';
import { formatDateTime } from '../../lib/format';
import { useZone } from '../../lib/today';
import type { AppDocument } from '../form/document';
import { usePublisher } from './usePublisher';

interface Props {
  readonly document: AppDocument;
  readonly app: string;
  readonly release: Release;
  readonly before: Release | undefined;
}

/** Changes shown here; all of them stand with the release. */
const few = 6;

export function InUse({ app, document, release, before }: Props) {
  const { t } = useTranslation('apps');
  const zone = useZone();
  const by = usePublisher();
  const rest = release.changes.length - few;
  const who = by(release.created_by);
  const when = formatDateTime(release.created_at, zone);
  return (
    <section className="card in-use" aria-labelledby="in-use">
      <div className="in-use-head">
        <span className="in-use-sign tint-green" aria-hidden>
          <CheckOutlined />
        </span>
        <div>
          <h2 id="in-use">{t('publish.inUse', { number: release.number })}</h2>
          <p className="mute">
            {who === undefined ? t('publish.sinceOnly', { when }) : t('publish.since', { when, who })}
            {release.note && ` · ${release.note}`}
          </p>
        </div>
      </div>
      <dl className="in-use-facts number">
        {factsOf(document).map(([what, count]) => (
          <div key={what}>
            <dt>{t(`publish.fact.${what}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p>{t('publish.sameAbout')}</p>
      {release.changes.length > 0 && (
        <>
          <h3>{t('publish.brought', { number: release.number })}</h3>
          <ul className="in-use-changes">
            {release.changes.slice(0, few).map((change, index) => (
              <li key={`${index.toString()} ${change}`}>{change}</li>
            ))}
          </ul>
          {rest > 0 && (
            <Button type="link" size="small" onClick={() => show(release)}>
              {t('releases_.more', { count: rest })}
            </Button>
          )}
        </>
      )}
      <div className="in-use-ways">
        <LinkButton color="primary" variant="outlined" to="/a/$app" params={{ app }}>
          {t('openApp')}
        </LinkButton>
        <LinkButton to="/design/$app" params={{ app }}>
          {t('publish.goOn')}
        </LinkButton>
        {before && (
          <Button type="link" onClick={() => show(before)}>
            {t('publish.before', { number: before.number })}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What an app is made of. */
function factsOf({ forms, options, roles }: AppDocument) {
  const all = Object.values(forms);
  return [
    ['forms', all.length],
    ['fields', all.reduce((sum, { fields }) => sum + fields.length, 0)],
    ['views', all.reduce((sum, { views }) => sum + (views?.length ?? 0), 0)],
    ['options', Object.keys(options).length],
    ['roles', Object.keys(roles).length],
  ] as const;
}

/** Goes to a release in the list beside or below. */
const show = ({ number }: Release) => globalThis.document.getElementById(`release-${number}`)?.focus();
