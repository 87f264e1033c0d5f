/** What several fields have in common. */
import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FieldPath, fieldAt } from '../form/document';
import { useDesign } from '../parts/Design';
import { Line, Segments } from '../parts/Line';
import { panelOf } from './table';

const flags = ['required', 'read_only', 'indexed', 'searchable'] as const;
const widths = [3, 4, 6, 12] as const;
const names = { 3: 'quarter', 4: 'third', 6: 'half', 12: 'full' } as const;

export function ManyPanel({ paths }: { readonly paths: readonly FieldPath[] }) {
  const { t } = useTranslation('panels');
  const { document, onChange } = useDesign();
  const fields = paths.flatMap((path) => {
    const field = fieldAt(document, path);
    return field ? [{ path, field }] : [];
  });
  const shared = (name: string) =>
    fields.every(({ path, field }) =>
      panelOf(field.kind, path.table !== undefined).some(([, list]) =>
        list.some(({ name: own, editing }) => own === name || (editing.as === 'when' && editing.flag === name)),
      ),
    );
  const set = (name: string, value: unknown) => {
    for (const { path } of fields) onChange({ do: 'changeField', path, set: { [name]: value } });
  };
  const same = (name: string): unknown => {
    const [first, ...rest] = fields.map(({ field }) => field[name]);
    return rest.every((each) => each === first) ? first : null;
  };
  const width = same('width');
  const inRows = paths.some(({ table }) => table !== undefined);
  return (
    <div className="panel">
      <header className="panel-head">
        <div className="panel-title">
          <h2>{t('panel.many', { count: fields.length })}</h2>
          <span className="mute">{t('panel.manyHint')}</span>
        </div>
      </header>
      <div className="panel-lines panel-body">
        {flags.filter(shared).map((name) => (
          <Line
            key={name}
            id={`many-${name}`}
            label={t(`flag.${name}`)}
            shape="beside"
            hint={same(name) === null ? t('panel.mixed') : undefined}
          >
            <Switch
              id={`many-${name}`}
              size="small"
              checked={same(name) === true}
              aria-labelledby={`many-${name}-label`}
              onChange={(on) => set(name, on ? true : undefined)}
            />
          </Line>
        ))}
        {!inRows && (
          <Line id="many-width" label={t('property.width')}>
            <Segments
              id="many-width"
              label={t('property.width')}
              value={width === null ? '' : String(width ?? 'auto')}
              options={[
                { value: 'auto', label: t('width.auto') },
                ...widths.map((each) => ({ value: String(each), label: t(`width.${names[each]}`) })),
              ]}
              onChange={(each) => set('width', each === 'auto' ? undefined : Number(each))}
            />
          </Line>
        )}
      </div>
    </div>
  );
}
