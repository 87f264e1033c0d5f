/** Before fields go that were published: how many records have something in them. */
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countFilled } from '../../api/drafts';
import { Dialog } from '../../components/Dialog';
import { useWords } from '../../i18n/text';
import { type FieldDoc, fieldsIn } from './document';
import { mentionsOf } from './mentions';
import { useDesign } from './store';
import { useCanvas } from './surroundings';

interface Props {
  readonly app: string;
  readonly close: () => void;
}

export function Removal({ app, close }: Props) {
  const { t, i18n } = useTranslation('designer');
  const words = useWords();
  const { form, document, published, actions } = useCanvas();
  const removing = useDesign((state) => state.removing);
  const table = removing?.table;
  const fields = fieldsIn(document, form, table).filter(({ key }) => removing?.fields.includes(key));
  const counts = useQueries({
    queries: fields.map((field) => ({
      queryKey: ['filled', app, form, table, field.was ?? field.key],
      queryFn: () => countFilled(app, form, table, field.was ?? field.key),
      retry: false,
      staleTime: 0,
    })),
  });
  const label = (field: FieldDoc | undefined) => words(field?.label) || t(`kind.${field?.kind ?? 'text'}`);
  const wasThere = (field: FieldDoc) =>
    published !== undefined && fieldsIn(published, form, table).some(({ key }) => key === (field.was ?? field.key));
  const lines = fields.flatMap((field, index) => {
    const { data, isPending } = counts[index] ?? { data: undefined, isPending: true };
    if (!wasThere(field)) return [];
    if (isPending) return [{ key: field.key, text: t('remove.counting'), count: 0 }];
    if (data === undefined) return [{ key: field.key, text: t('remove.uncounted', { field: label(field) }), count: 1 }];
    return data === 0
      ? []
      : [{ key: field.key, text: t('remove.loses', { field: label(field), count: data }), count: data }];
  });
  const mentions = mentionsOf(
    document,
    form,
    table,
    fields.map(({ key }) => key),
  ).map((mention) => {
    const doc = document.forms[mention.form];
    const own = doc && mention.form !== form ? words(doc.label) : undefined;
    const outer = mention.table && fieldsIn(document, mention.form).find(({ key }) => key === mention.table);
    const view = doc?.views?.find(({ key }) => key === mention.view);
    const named =
      mention.field !== undefined
        ? label(fieldsIn(document, mention.form, mention.table).find(({ key }) => key === mention.field))
        : view
          ? t('remove.view', { view: words(view.label) })
          : t('remove.checks');
    return [own, outer && label(outer), named].filter(Boolean).join(' › ');
  });
  const list = new Intl.ListFormat(i18n.language);
  const quoted = (text: string) => t('remove.quoted', { text });
  return (
    <Dialog
      open={removing !== undefined}
      title={t('remove.title', { what: list.format(fields.map((field) => quoted(label(field)))) })}
      okText={t('remove.confirm')}
      okButtonProps={{ danger: true, autoFocus: true }}
      onOk={() => removing && actions.remove(removing.table, removing.fields)}
      onCancel={close}
      width={440}
    >
      {lines.length === 0 ? (
        <p>{t('remove.none')}</p>
      ) : (
        <>
          <ul className="removal-lines">
            {lines.map(({ key, text, count }) => (
              <li key={key} className={count > 0 ? 'ink-red' : 'mute'}>
                {text}
              </li>
            ))}
          </ul>
          <p>{t('remove.kept')}</p>
        </>
      )}
      {mentions.length > 0 && (
        <div className="removal-mentions">
          <p>{t('remove.mentions', { count: mentions.length })}</p>
          <ul className="removal-lines">
            {mentions.map((mention) => (
              <li key={mention}>{mention}</li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
