/** What a form says above its fields: a draft of before, a definition that changed, what the server refused. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FieldCell } from '../fields/FieldValue';
import { PlainContext } from '../fields/parts/plain';
import { countKept, type Kept } from '../form/keep';
import type { Redefined } from '../form/redefined';
import { useWords } from '../i18n/text';
import { formatDateTime } from '../lib/format';
import { useZone } from '../lib/today';
import type { FormModel } from '../model/app';

interface KeptProps {
  readonly form: FormModel;
  readonly kept: Kept;
  /** The stored record is newer than the draft. */
  readonly outdated: boolean;
  readonly onTake: () => void;
  readonly onDrop: () => void;
}

export function KeptNotice({ form, kept, outdated, onTake, onDrop }: KeptProps) {
  const { t } = useTranslation();
  const count = countKept(form, kept);
  const zone = useZone();
  return (
    <section className="notice notice-blue" aria-label={t('kept.label')}>
      <p>
        <b>{t('kept.title', { time: formatDateTime(kept.at, zone).slice(5), count })}</b>{' '}
        {outdated ? t('kept.outdated') : t('kept.about')}
      </p>
      <span className="notice-actions">
        <Button type="primary" size="small" onClick={onTake}>
          {t('kept.take')}
        </Button>
        <Button size="small" onClick={onDrop}>
          {t('kept.drop')}
        </Button>
      </span>
    </section>
  );
}

/** What happened to the place where this was to be saved. */
export type Lost = 'record' | 'right';

export function LostNotice({ lost, anew }: { lost: Lost; anew: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="notice notice-amber" role="alert">
      <b>{t(`lost.${lost}`)}</b> {t(lost === 'record' && anew ? 'lost.anew' : 'lost.copy')}
    </section>
  );
}

export function RedefinedNotice({ changes }: { changes: readonly Redefined[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <section className="notice notice-amber" role="alert">
      <b>{t('redefined.title')}</b>
      <ul>
        {changes.map(({ key, label, field, how, value }) => (
          <li key={key}>
            {t(`redefined.${how}`, { field: words(label) || key })}{' '}
            {how !== 'option' && field.kind !== 'table' && (
              <PlainContext value={true}>
                <q>
                  <FieldCell field={field} value={value} />
                </q>
              </PlainContext>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
