/** The options of a field: a list of its own, or one of the app's sets, edited where it stands. */
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { fieldsIn, type OptionSetDoc } from '../form/document';
import { useDesign } from '../parts/Design';
import { keyFrom } from '../parts/key';
import { OptionsEditor } from '../parts/late';
import type { EditorProps } from '../properties/editing';
import { keysOf } from './edits';
import { useCounts, usesOf } from './usage';

export function OptionsProperty({ id, property, document, path, field, set }: EditorProps<'options'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { published, onChange } = useDesign();
  const { options } = field;
  const named = typeof options === 'string' ? document.options[options] : undefined;
  const own = typeof options === 'string' ? (named?.options ?? []) : (options ?? []);
  const before = published && fieldsIn(published, path.form, path.table).find(({ key }) => key === field.key);
  const beforeKeys = keysOf(
    typeof options === 'string'
      ? (published?.options[options]?.options ?? [])
      : Array.isArray(before?.options)
        ? before.options
        : [],
  );
  const form = document.forms[path.form];
  const uses = named ? usesOf(document, named.key) : form && path.table === undefined ? [{ form, field }] : [];
  const counts = useCounts(document, published, uses);
  const sets = Object.values(document.options);
  const share = () => {
    const label = field.label ?? field.key;
    const key = keyFrom(
      typeof label === 'string' && !/[a-z]/i.test(label) ? field.key : label,
      'options',
      (each) => document.options[each] !== undefined,
    );
    const made: OptionSetDoc = { format: 1, key, label, options: own };
    onChange({ do: 'putOptions', options: made });
    set({ [property.name]: key });
  };
  return (
    <div className="options-property">
      {(sets.length > 0 || typeof options === 'string') && (
        <Select
          className="fill"
          aria-label={t('options.source')}
          showSearch={{ optionFilterProp: 'label' }}
          value={typeof options === 'string' ? options : ''}
          options={[
            { value: '', label: t('options.own') },
            ...sets.map((each) => ({ value: each.key, label: words(each.label) || each.key })),
          ]}
          onChange={(key: string) =>
            set({ [property.name]: key === '' ? own : key, default: undefined, options_when: undefined })
          }
        />
      )}
      {named && <p className="line-note">{t('options.shared', { count: uses.length })}</p>}
      <OptionsEditor
        id={id}
        options={own}
        tree={field.kind === 'tree_select'}
        counts={counts}
        isPublished={(key) => beforeKeys.has(key)}
        onChange={(next) => {
          if (next.length === 0) return;
          if (named) onChange({ do: 'putOptions', options: { ...named, options: next } });
          else set({ [property.name]: next });
        }}
      />
      {!named && (
        <Button size="small" type="link" className="options-share" onClick={share}>
          {t('options.share')}
        </Button>
      )}
    </div>
  );
}
